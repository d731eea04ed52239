/** Overtime that was asked for: what a supervisor decides with a thumb, and what became of it. */
import type { Answering } from '../../web/api.ts';
import { countText, durationText } from '../../web/kit/formats.ts';
import { Between, MoneyMark, When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import classes from '../../web/kit/requests.module.css';
import { Decide, RequestList, type RequestsProps, WhoAsked, WithReason } from '../../web/kit/requests.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { secondsBetween, wallClock } from '../../web/kit/time.ts';
import { orderAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { placeWords } from '../planning/handhours.messages.ts';
import { approveOvertime, listOvertime, refuseOvertime, revokeOvertime } from './overtime.contract.ts';
import { stateWords } from './overtime.messages.ts';
import { type Effect, savesPromise } from './overtime.ts';

export const overtimeKinds: readonly string[] = [
  'overtime_requests',
  'overtime_decisions',
  'overtime_revocations',
  'overtime_windows',
];
type Request = Answering<typeof listOvertime>['rows'][number];

export const useOvertime = (waiting: boolean) =>
  useOne(listOvertime, { query: { waiting: waiting ? 'true' : 'false' } }, { kinds: overtimeKinds });

export function OvertimeRequests({ waiting = false, ...shown }: RequestsProps) {
  return <RequestList of={useOvertime(waiting)} label="Overtime" card={(row) => <OneRequest of={row} />} {...shown} />;
}

function OneRequest({ of: row }: { of: Request }) {
  return (
    <article className={classes.card} aria-label={`Overtime of ${placeWords(row)}`}>
      <h3>Overtime of {placeWords(row)}</h3>
      <Terms of={row} />
      <p>
        <Said>{row.reason}</Said>
      </p>
      <WhoAsked of={row} />
      <Whom of={row} />
      {row.state === 'asked' ? <Deciding of={row} /> : <Decided of={row} />}
    </article>
  );
}

/** When, who comes, what it costs. */
export function Terms({ of }: { of: Pick<Request, 'from' | 'to' | 'crews' | 'cost'> }) {
  const { zone, currency } = usePlant();
  const [begins, ends] = [wallClock(zone, of.from), wallClock(zone, of.to)];
  return (
    <p>
      <strong>
        <When at={of.from} time />–
        {begins.day === ends.day ? <span className="figures">{ends.time}</span> : <When at={of.to} time />}
      </strong>
      , {durationText(secondsBetween(of.from, of.to))}, <MoneyMark of={{ minor: of.cost, currency }} />
      {of.crews.length > 0 ? `, with ${of.crews.join(', ')}` : ''}
    </p>
  );
}

const most = 6;

/** Who ships in time or sooner by it, and who later. */
export function Whom({ of: { saves, hurts } }: { of: Omit<Effect, 'verdict'> }) {
  if (saves.length + hurts.length === 0) return <p>No order ships at another date by it.</p>;
  return (
    <>
      <Lines of={saves} words={`${countText(saves.length, 'order ships', 'orders ship')} sooner:`} />
      <Lines of={hurts} words={`△ ${countText(hurts.length, 'order ships', 'orders ship')} later:`} />
    </>
  );
}

function Lines({ of: lines, words }: { of: Effect['saves']; words: string }) {
  if (lines.length === 0) return null;
  return (
    <>
      <p>{words}</p>
      <ul className={classes.lines}>
        {lines.slice(0, most).map((one) => (
          <li key={one.demand}>
            <PageLink to={orderAt(one.demand)}>{one.demand}</PageLink> {one.customer}: {Moves(one)}
            <Became of={one} />
          </li>
        ))}
        {lines.length > most ? <li>and {lines.length - most} more</li> : null}
      </ul>
    </>
  );
}

const Ships = (at: string | null) => (at === null ? 'never' : <When at={at} />);

/** By hours of one day, where it stays on it. */
const Moves = ({ before, after }: Effect['saves'][number]) =>
  before !== null && after !== null && Math.abs(secondsBetween(before, after)) < 86_400 ? (
    <Between from={before} to={after} word="→" />
  ) : (
    <>
      {Ships(before)} → {Ships(after)}
    </>
  );

function Became({ of }: { of: Effect['saves'][number] }) {
  if (of.breaks_promise) return <span className={classes.late}> ▲ breaks its promise</span>;
  if (of.became === 'newly late') return <span className={classes.late}> ▲ late</span>;
  if (savesPromise(of)) return <strong>, as promised</strong>;
  return of.became === 'saved' ? <strong>, in time</strong> : null;
}

function Deciding({ of: { id, mine } }: { of: Request }) {
  const approve = useWrite(approveOvertime, { kinds: overtimeKinds });
  const refuse = useWrite(refuseOvertime, { kinds: overtimeKinds });
  const params = { id };
  return (
    <Decide
      mine={mine}
      approve={{ of: approve, send: () => approve.run({ params, body: {} }) }}
      refuse={{ of: refuse, send: (reason) => refuse.run({ params, body: { reason } }) }}
    />
  );
}

function Decided({ of: row }: { of: Request }) {
  const may = useMay('plan.approve');
  const revoke = useWrite(revokeOvertime, { kinds: overtimeKinds });
  return (
    <>
      <p>
        {row.state === 'refused' ? stateWords.refused : stateWords.approved} by {row.decided_by}{' '}
        <When at={row.decided_at} time />
        {row.decision_reason === null ? '' : `: ${row.decision_reason}`}
      </p>
      {row.state === 'revoked' ? (
        <p>
          {stateWords.revoked} by {row.revoked_by} <When at={row.revoked_at} time />: {row.revoke_reason}
        </p>
      ) : null}
      {revoke.problem ? <Problem of={revoke.problem} /> : null}
      {may && row.state === 'approved' && !row.begun ? (
        <div className={classes.buttons}>
          <WithReason
            word="Revoke"
            label="Why is it revoked?"
            of={revoke}
            send={(reason) => revoke.run({ params: { id: row.id }, body: { reason } })}
          />
        </div>
      ) : null}
    </>
  );
}
