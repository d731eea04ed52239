/** How long a thread may work without a word before it is given up. */
export class Patience {
  private timer: NodeJS.Timeout | undefined;
  private readonly milliseconds: number;
  private readonly giveUp: () => void;

  constructor(milliseconds: number, giveUp: () => void) {
    this.milliseconds = milliseconds;
    this.giveUp = giveUp;
  }

  /** Something was asked or answered: from here on it is waited anew, while anything is still asked. */
  heard(stillAsked: boolean): void {
    clearTimeout(this.timer);
    this.timer = stillAsked ? setTimeout(this.giveUp, this.milliseconds) : undefined;
  }
}
