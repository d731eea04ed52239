/** Files in by form and out as downloads, for the routes that say so in their contract. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transaction } from 'kysely';
import { malformed, Refusal } from '../house/errors.ts';
import type { Tables } from './database/tables.ts';
import { refuseUnstorable } from './guards.ts';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const noFile: UploadedFile = { name: '', bytes: new Uint8Array() };

export interface Form {
  /** At least one. */
  readonly files: readonly UploadedFile[];
  readonly fields: Readonly<Record<string, string>>;
  /** Of the files' names and bytes: the same form sent twice is known again. */
  readonly hash: string;
}

/** Of a file's name the end is kept, where the kind of file stands. */
const longestName = 200;

/** Above it a file is refused before it is read, and so are many together. */
export const largestFile = 64 * 1024 * 1024;
const mostFiles = 500;

/**
 * Reads a form with a file, or with many that are together no larger than one may be. The multipart plugin refuses a
 * file past its limit while it comes in.
 */
export async function readForm(request: FastifyRequest, upload: 'one' | 'many'): Promise<Form> {
  if (!request.isMultipart())
    throw new Refusal(415, 'media-type', 'Send the file as a form (multipart/form-data) with a part called "file".');
  const fields: Record<string, string> = {};
  const files: UploadedFile[] = [];
  const hash = createHash('sha256');
  let size = 0;
  for await (const part of request.parts({ limits: { files: upload === 'one' ? 1 : mostFiles } }))
    if (part.type === 'file') {
      refuseUnstorable(part.filename, 'file');
      const file = { name: part.filename.slice(-longestName), bytes: await part.toBuffer() };
      size += file.bytes.length;
      if (size > largestFile) throw tooLarge();
      files.push(file);
      hash.update(JSON.stringify([file.name, file.bytes.length])).update(file.bytes);
    } else fields[part.fieldname] = String(part.value);
  if (files.length === 0)
    throw malformed([{ field: 'file', text: 'The form holds no file. Maybe the part is not called "file".' }]);
  return { files, fields, hash: hash.digest('hex') };
}

export const tooLarge = (): Refusal =>
  new Refusal(
    413,
    'too-large',
    `The file or request is too large: ${largestFile / 1024 / 1024} MB for a file, 4 MB for the rest, is the most. Maybe send it in parts.`,
  );

export const tooMany = (): Refusal =>
  new Refusal(
    413,
    'too-many',
    `One file is taken here, and where many are, ${mostFiles} at once. Maybe send them one after the other.`,
  );

/** A handler's answer that is a file. Its parts are read while it is sent, in the transaction of the request. */
export class Download {
  constructor(
    readonly name: string,
    readonly type: string,
    readonly parts: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
    /** What is kept of it once it has been sent whole to who asked for it, in a transaction of its own. */
    readonly whenSent?: (tx: Transaction<Tables>) => Promise<void>,
  ) {}
}

/** Sends a file and waits until it is gone, so that what it reads stands still meanwhile. Answers whether all of it went. */
export async function sendFile(reply: FastifyReply, file: Download): Promise<boolean> {
  // The first part is read before the head goes out: what is wrong with the question is then still a clear answer.
  const parts = await begun(file.parts);
  const plain = file.name.replace(/[^\w.-]/g, '_');
  void reply
    .type(file.type)
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('cache-control', 'no-store')
    .send(Readable.from(parts));
  try {
    await finished(reply.raw);
    return true;
  } catch (error) {
    // A reader that goes away before the end has no further claim.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    return false;
  }
}

/** A browser that fetches ahead what nobody has opened says so, and who asks for the head alone gets no file. */
export const isAskedFor = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' &&
  !['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some((name) =>
    /prefetch|prerender|preview/.test(String(headers[name] ?? '')),
  );

async function begun(parts: Download['parts']): Promise<AsyncGenerator<string | Uint8Array>> {
  const rest = Symbol.asyncIterator in parts ? parts[Symbol.asyncIterator]() : parts[Symbol.iterator]();
  const first = await rest.next();
  return (async function* () {
    try {
      for (let part = first; !part.done; part = await rest.next()) yield part.value;
    } finally {
      await rest.return?.();
    }
  })();
}
