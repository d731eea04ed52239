/** A mail that answers none of ours is given to a vendor by hand, with the lines that it is about, and taken back the same way. Pure. */
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';
import type { DatedLine, ReplyKind } from './replies.ts';

export interface Give {
  /** Null: it is taken back. */
  readonly vendor: string | null;
  /** None: about which lines it is nobody says. */
  readonly refs: readonly string[];
  /** Mails of its sender are his from now on. */
  readonly remember: boolean;
  /** The giving that was seen to stand; null: none was. */
  readonly instead_of: number | null;
}

/** The latest of a mail, which counts. */
export interface Giving {
  readonly id: number;
  /** Null: it was taken back. */
  readonly vendor: string | null;
  readonly by: string;
  readonly refs: readonly string[];
}

export interface GiveKnown {
  readonly kind: ReplyKind;
  readonly answersOurs: boolean;
  /** Whose it is without any giving. */
  readonly matched: string | null;
  readonly address: string;
  readonly latest: Giving | undefined;
  readonly vendor: boolean;
  /** Of the lines asked for those that are open and the vendor's. */
  readonly lines: readonly DatedLine[];
  /** Who else at the site has the sender's address. */
  readonly addressOf: string | undefined;
  /** Somebody has it at another site. */
  readonly addressElsewhere: boolean;
  /** Days of it that are promises. */
  readonly taken: readonly { readonly ref: string; readonly day: string }[];
}

export type GiveCode =
  | 'address-elsewhere'
  | 'address-of-other'
  | 'answers-ours'
  | 'dates-stand'
  | 'given-meanwhile'
  | 'no-address'
  | 'no-letter'
  | 'no-line'
  | 'no-vendor'
  | 'not-given';

export interface GiveFact {
  readonly vendor: string | null;
  /** The address that is remembered for him. */
  readonly remembered: string | null;
  readonly lines: readonly DatedLine[];
  /** Lines that learn of it now, and those that it is not about after all. */
  readonly told: readonly string[];
  readonly left: readonly string[];
}

/** What was taken of its days stays a promise whoever it is given to: that is asked about. */
export function give(asked: Give, known: GiveKnown): Decision<GiveFact, GiveCode> {
  const { latest } = known;
  if (known.kind === 'automatic' || known.kind === 'bounce') return refuse('no-letter');
  if (known.answersOurs) return refuse('answers-ours');
  if ((latest?.id ?? null) !== asked.instead_of)
    return refuse('given-meanwhile', { by: latest?.by ?? '', vendor: latest?.vendor ?? null });
  const before = latest?.vendor ?? null;
  if (asked.vendor === null && before === null) return refuse('not-given');
  if (asked.vendor !== null && !known.vendor) return refuse('no-vendor', { vendor: asked.vendor });
  const missing = asked.refs.find((ref) => !known.lines.some((line) => line.ref === ref));
  if (missing !== undefined) return refuse('no-line', { ref: missing, vendor: asked.vendor });
  if (asked.remember && known.address === '') return refuse('no-address');
  if (asked.remember && known.addressOf !== undefined)
    return refuse('address-of-other', { address: known.address, vendor: known.addressOf });
  if (asked.remember && known.addressElsewhere) return refuse('address-elsewhere', { address: known.address });

  const same = before === asked.vendor;
  const fact: GiveFact = {
    vendor: asked.vendor,
    remembered: asked.remember ? known.address : null,
    lines: known.lines,
    told: known.lines.flatMap(({ ref }) => (same && latest?.refs.includes(ref) ? [] : ref)),
    left: (latest?.refs ?? []).filter((ref) => !same || !asked.refs.includes(ref)),
  };
  const whose = asked.vendor ?? known.matched;
  const stays = known.taken.find(({ ref }) =>
    whose === (before ?? known.matched) ? asked.refs.length > 0 && !asked.refs.includes(ref) : true,
  );
  return stays ? confirm([fact], 'dates-stand', { ...stays }) : accept([fact]);
}
