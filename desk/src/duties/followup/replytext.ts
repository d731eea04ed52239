/** What somebody wrote anew in a mail, apart from what he quotes of an older one. Pure. */

const attribution = [
  // "On Tue, 3 Nov 2026, Petra wrote:", "Am 03.11.2026 um 09:00 schrieb Petra:", which may go on in the next line.
  /^(?:On|Am)\s.{0,300}(?:wrote|schrieb)(?:\s.{0,200})?:\s*$/i,
  /^.{0,200}<\S+@\S+>\s*(?:wrote|schrieb):?\s*$/i,
  /^-{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Originalnachricht|Weitergeleitete Nachricht)\s*-{2,}\s*$/i,
  /^_{20,}\s*$/,
];
/** The head of an older mail as Outlook puts it, without any mark: sender, then the day it was sent. */
const from = /^\*?(?:From|Von):\*?\s/i;
const sent = /^\*?(?:Sent|Date|Gesendet|Datum):\*?\s/i;

/** Characters of a line that may be the head of an older mail. */
const longestHead = 1000;

/** Lines that begin with ">" are another's, wherever they stand; what follows the head of an older mail is that mail. */
export function newTextOf(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const end = lines.findIndex((line, at) => beginsOld(line, lines.slice(at + 1, at + 4)));
  return (end < 0 ? lines : lines.slice(0, end))
    .filter((line) => !/^\s*>/.test(line))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function beginsOld(line: string, next: readonly string[]): boolean {
  const whole = line.trim();
  if (whole.length > longestHead) return false;
  if (attribution.some((one) => one.test(whole))) return true;
  // Broken by the sender's program: "On Tue, 3 Nov 2026 at 09:00 Petra Keller <p@x.org>" and "wrote:".
  if (/^(?:On|Am)\s/i.test(whole) && attribution[0]?.test(`${whole} ${(next[0] ?? '').trim()}`)) return true;
  return from.test(whole) && next.some((one) => sent.test(one.trim()));
}
