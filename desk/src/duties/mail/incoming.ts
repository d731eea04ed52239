/** What is known of a mail that came. */

/** Bytes of a mail that are read; a bigger one is told by its head. */
export const mostBytes = 5_000_000;

export interface Attached {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

/** A mail of ours that did not arrive, or not yet. */
export interface Bounced {
  readonly recipient: string;
  readonly said: string;
  readonly final: boolean;
}

export interface Incoming {
  readonly message_id: string | null;
  /** The messages that it says it answers, the nearest first. */
  readonly answers: readonly string[];
  readonly from_address: string;
  readonly from_name: string;
  readonly subject: string;
  readonly text: string;
  readonly files: readonly Attached[];
  /** Written by a program: an absence note, say. */
  readonly automatic: boolean;
  readonly bounce: Bounced | null;
  /** It could not be read. */
  readonly unread: boolean;
}
