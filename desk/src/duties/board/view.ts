/** Which part of the board is seen: the moment at its left edge, how many pixels a second has, how far the rows are moved up. Pure. */

export interface View {
  readonly from: number;
  /** Pixels a second. */
  readonly scale: number;
  /** Pixels above the first row that is seen. */
  readonly top: number;
}

/** What there is to be seen, and the room for it in pixels, heads and axis left out. */
export interface Room {
  readonly from: number;
  readonly to: number;
  /** Of all rows. */
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

const [hour, day] = [3600, 86_400];
/** A quarter of a year fits the narrowest view; an hour the widest. */
const quarter = 92 * day;

export const atX = (view: View, x: number): number => view.from + x / view.scale;
export const endOf = (view: View, room: Room): number => atX(view, room.width);

/** Kept within what there is, with a margin of half a view on both sides. */
export function within(view: View, room: Room): View {
  const widest = room.width / Math.max(quarter, (room.to - room.from) * 1.1);
  const scale = Math.min(Math.max(view.scale, widest), room.width / hour);
  const half = room.width / scale / 2;
  const from = Math.min(Math.max(view.from, room.from - half), Math.max(room.from - half, room.to - half));
  return { from, scale, top: Math.min(Math.max(0, view.top), Math.max(0, room.rows - room.height)) };
}

export const panned = (view: View, room: Room, dx: number, dy: number): View =>
  within({ ...view, from: view.from - dx / view.scale, top: view.top - dy }, room);

/** What lies under `x` stays there. */
export function zoomed(view: View, room: Room, factor: number, x: number): View {
  const under = atX(view, x);
  const { scale } = within({ ...view, scale: view.scale * factor }, room);
  return within({ ...view, scale, from: under - x / scale }, room);
}

/**
 * Where the keyboard goes nearer or farther about, in pixels: the work in hand where that is seen, else now, for work is what comes
 * after it; the middle where neither is seen.
 */
export function zoomsAbout(view: View, room: Room, now: number, work?: { readonly from: number; readonly to: number }) {
  const x = (at: number): number => (at - view.from) * view.scale;
  if (work && x(work.to) > 0 && x(work.from) < room.width)
    return (Math.max(0, x(work.from)) + Math.min(room.width, x(work.to))) / 2;
  return x(now) >= 0 && x(now) <= room.width ? x(now) : room.width / 2;
}

/** What has gone by takes this share of the width at most, where somebody looks farther out and did not look back before. */
const pastAtMost = 1 / 10;

/** Farther out what comes is looked for: the past takes no more of the width than it did, or a tenth. Panned back it is seen still. */
export function ahead(view: View, before: View, room: Room, now: number): View {
  if (view.scale >= before.scale || now >= room.to) return view;
  const share = ({ from, scale }: View): number => ((now - from) * scale) / room.width;
  const most = Math.max(pastAtMost, share(before));
  return share(view) > most ? within({ ...view, from: now - (most * room.width) / view.scale }, room) : view;
}

/** All that is to come, and of what has gone by a tenth of the width at most. */
export function wholePlan(view: View, room: Room, now: number): View {
  const to = Math.max(room.to, room.from + 1);
  const from = now < to ? Math.max(room.from, now - ((to - now) * pastAtMost) / (1 - pastAtMost)) : room.from;
  return showing(view, room, from, to);
}

/** A span of time over the whole width. */
export const showing = (view: View, room: Room, from: number, to: number): View =>
  within({ ...view, from, scale: room.width / Math.max(to - from, 1) }, room);

export interface Place {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly height: number;
}

/** Moves no further than must be for a bar to be seen; one wider than the view shows its beginning. */
export function revealing(view: View, room: Room, place: Place): View {
  const margin = 24 / view.scale;
  const end = endOf(view, room);
  const from =
    place.from < view.from + margin
      ? place.from - margin
      : place.to > end - margin
        ? Math.min(place.from - margin, view.from + place.to - end + margin)
        : view.from;
  const top =
    place.top < view.top + 30
      ? place.top - 30
      : place.top + place.height > view.top + room.height
        ? place.top + place.height - room.height + 30
        : view.top;
  return within({ ...view, from, top }, room);
}

/** A row that was seen before there was less room under the rows is seen still: nothing that came there covers it. */
export function keptInSight(
  view: View,
  room: Room,
  before: Room,
  { top, height }: Pick<Place, 'top' | 'height'>,
): View {
  const bottom = top + height;
  const covered = bottom <= view.top + before.height && bottom > view.top + room.height;
  return covered ? within({ ...view, top: Math.min(top, bottom - room.height) }, room) : view;
}

/** Pixels: a fortnight on less has bars that no finger hits. */
const narrow = 480;

/**
 * From now on a fortnight, three days on a phone held upright, or as long as is said; longer where work begins so much later that
 * now would be out of sight; or the plan where it lies elsewhere.
 */
export function opening(room: Room, now: number, said?: number): View {
  const usual = (room.width < narrow ? 3 : 14) * day;
  const isNear = now >= room.from - 14 * day && now < room.to;
  // Half a view before the plan is as far as it goes, of which a fourteenth is before now.
  const span = said ?? (isNear ? Math.max(usual, (room.from - now) / (1 / 2 - 1 / 14)) : usual);
  const before = span / 14;
  const from = isNear ? now - before : room.from - before;
  return showing({ from: now, scale: 1, top: 0 }, room, from, from + span);
}

/** As the address names it: "2026-11-03T06:00Z 336h 120". */
export const viewWords = (
  view: View,
  room: Room,
): { readonly from: string; readonly span: string; readonly top: string } => ({
  from: String(Math.round(view.from)),
  span: String(Math.round(room.width / view.scale)),
  top: String(Math.round(view.top)),
});

/** Where no beginning is said, it is that of a board that is opened; undefined: neither is that, nor a span. */
export function viewOfWords(
  words: { readonly from?: string | undefined; readonly span?: string | undefined; readonly top?: string | undefined },
  room: Room,
  now: number,
): View | undefined {
  const [from, span, top] = [Number(words.from), Number(words.span), Number(words.top ?? 0)];
  if (!words.span || !(span > 0) || span === Infinity) return undefined;
  if (words.from === undefined) return opening(room, now, span);
  if (!words.from || !Number.isFinite(from)) return undefined;
  return within({ from, scale: room.width / span, top: Number.isFinite(top) ? top : 0 }, room);
}
