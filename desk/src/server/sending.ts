/** Answers that are not sent as plain values are: compressed, not to be had yet, to nobody. */
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Route } from '../house/contract.ts';
import { isNotYet, type ProblemDocument, Refusal } from '../house/errors.ts';

/** Why the plan that a route asks is not to be had yet. */
export class NotYet {
  constructor(readonly document: ProblemDocument) {}
}

export function notYet({ asksPlan }: Route, error: unknown): NotYet {
  if (asksPlan && error instanceof Refusal && isNotYet(error)) return new NotYet({ ...error.document(), status: 202 });
  throw error;
}

export const takesGzip = (request: FastifyRequest): boolean =>
  /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
const zipped = promisify(gzip);

/** As fast as it can be: on the wire of a plant the time to compress counts more than the last tenth of the size. */
export async function sendCompressed(reply: FastifyReply, answer: unknown): Promise<FastifyReply> {
  const body = await zipped(JSON.stringify(answer), { level: constants.Z_BEST_SPEED });
  return reply
    .header('content-encoding', 'gzip')
    .header('vary', 'accept-encoding')
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(body);
}

/** A page asks who is here before it knows; a program that sends a token means to be somebody. */
export const mayBeNobody = ({ answersNobody }: Route, { headers }: FastifyRequest): boolean =>
  answersNobody === true && headers.authorization === undefined;

export const sendNobody = (reply: FastifyReply): FastifyReply =>
  reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send('null');
