/** Takes what a vendor tells on his page of goods that he sends: a ship notice as `../receiving` keeps it. */
import type { Transaction } from 'kysely';
import { toMillionth } from '../../house/amounts.ts';
import { instantOf, todayAt } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site, VendorLink } from '../../server/http.ts';
import { announce } from '../receiving/announcing.store.ts';
import { holdLines, numberStands } from '../receiving/notices.store.ts';
import { noticeRefusals, sentLogged, sentRefusal } from './notice.messages.ts';
import { noticeHead, sentFault, type VendorNotice } from './notice.ts';
import { goodsWords } from './vendorpage.messages.ts';
import { type KeepsWord, linesCalled } from './vendorpage.store.ts';

type Tx = Transaction<Tables>;

interface Said {
  readonly name: string;
  readonly notice: VendorNotice;
  /** The lines that he answers beside it, which are held with those that he sends goods of. */
  readonly beside: readonly string[];
  /** As the log calls him. */
  readonly who: string;
}

/** Takes all of it or nothing, and says at each line why; answers what it brings, in words. His notices are held first, then the purchase lines, as where our own people announce. */
export async function takeNotice(
  tx: Tx,
  site: Site,
  link: VendorLink,
  said: Said,
  keeps: KeepsWord,
): Promise<string[]> {
  const { name, notice, beside, who } = said;
  const today = todayAt(site);
  const { arrives, lines, ...written } = notice;
  const { number } = written;
  const head = noticeHead(notice, await numberStands(tx, site.code, link.vendor, number), today);
  if (head.kind !== 'accept') {
    const field = head.code === 'number-stands' ? 'number' : 'arrives';
    throw faultAt(`notice.${field}`, notice[field], noticeRefusals[head.code](head.values, today), head.code);
  }
  const refs = lines.map(({ ref }) => ref);
  const found = new Map((await linesCalled(tx, link, [...refs, ...beside])).map((line) => [line.ref, line]));
  await holdLines(tx, site.code, [...found.keys()]);
  const unseen = lines.flatMap(({ ref }, at) => {
    const code = sentFault(found.get(ref));
    return code === undefined ? [] : [{ at, field: 'ref', code, values: {}, text: '' }];
  });
  const kept =
    unseen.length > 0
      ? { wrong: unseen }
      : await announce(
          tx,
          site,
          {
            ...written,
            vendor: link.vendor,
            expected: instantOf(site.zone, arrives, site.dueTime),
            lines: lines.map(({ ref, ...one }) => ({ ...one, line: ref, unit: null })),
          },
          who,
        );
  if ('wrong' in kept) {
    const faults = kept.wrong.map(({ at, field, code, values, text }) => ({
      field: `notice.lines.${at}.${field === 'line' ? 'ref' : field}`,
      text: sentRefusal(code, refs[at] ?? '', values, text),
    }));
    throw new Refusal(422, 'lines-faulty', faults[0]?.text ?? '', { faults });
  }
  const goods: string[] = [];
  for (const ref of new Set(refs)) {
    const unit = found.get(ref)?.unit ?? '';
    const qty = toMillionth(lines.reduce((sum, one) => sum + (one.ref === ref ? one.qty : 0), 0));
    await keeps(tx, site.code, {
      ref,
      name,
      channel: 'link',
      said: sentLogged(qty, unit, number, dayWords(arrives, today)),
      date: null,
      means: null,
      nextAction: null,
      nextAt: null,
    });
    goods.push(goodsWords(qty, unit, ref));
  }
  return goods;
}
