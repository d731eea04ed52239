/** All slid once with nothing put elsewhere: how it stands then is what a slide begins from that looks only at what a move touches. */
import { Sliding } from './slide.ts';
import type { Stage } from './stages.ts';
import { Stood } from './stood.ts';

class Still extends Sliding {
  private learnt = false;

  /** Undefined: something stands elsewhere then, though nobody put it there. */
  stood(): Stood | undefined {
    const slid = this.run();
    const moves = this.learnt || this.beyond.size > 0 || this.clashes.length > 0 || this.touched.includes(1);
    return moves ? undefined : new Stood(this.lineup, slid, this.fixed, this.ran, this.doneFrom);
  }

  protected override learns(): boolean {
    this.learnt = super.learns();
    return this.learnt;
  }
}

export const stoodStill = ({ lineup, situation: { jobs }, floor }: Stage): Stood | undefined =>
  new Still(lineup, jobs, floor, new Map()).stood();
