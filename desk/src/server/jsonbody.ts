/** Why a body that was sent as JSON is not read: it is none, there is none, or it names a prototype. */
import { Refusal } from '../house/errors.ts';

/** The parser's own words differ from version to version; of these only the place is taken, where it tells one. */
export function unreadBody(text: string): Refusal {
  if (text.trim() === '')
    return new Refusal(400, 'malformed', 'The body is empty, though it is sent as JSON. Maybe send {} for nothing.');
  try {
    JSON.parse(text);
  } catch (error) {
    return new Refusal(400, 'malformed', `The body is no JSON${faultOf(text, String(error))}`);
  }
  return new Refusal(
    400,
    'malformed',
    'The JSON has a field called __proto__, or constructor with a prototype in it, which no record has. Maybe leave it out.',
  );
}

function faultOf(text: string, said: string): string {
  if (/end of JSON/.test(said)) return ': it ends too early. Maybe the end of it was not sent, or not all is closed.';
  const place = /at position (\d+)/.exec(said)?.[1];
  const way = 'Maybe a comma, a quotation mark or a bracket is missing or too much';
  if (place === undefined) return `. ${way}, or it is no JSON but a form.`;
  const lines = text.slice(0, Number(place)).split('\n');
  return `: line ${lines.length}, character ${(lines.at(-1)?.length ?? 0) + 1} cannot stand there. ${way} just before.`;
}
