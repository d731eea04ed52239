/** The work centres whose schedule may be typed, with what they have to do in the plan that stands. */
import { readKept } from '../../web/kit/kept.ts';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { PlanButton } from '../../web/plan/PlanButton.tsx';
import { useWhose } from '../../web/session/session.tsx';
import { boardOf } from '../board/board.ts';
import { Unplanned } from '../board/unplanned.page.tsx';
import { beginBoard, useBoardAnswer, useOpenWork } from '../board/useboard.page.tsx';
import { NoVersion, VersionProblem } from '../planning/noversion.page.tsx';
import { Beginnings } from './beginnings.page.tsx';
import classes from './byhand.module.css';
import { isTyped, stepsAt, type Typed } from './byhand.ts';
import { keptName } from './usetyped.page.tsx';

export const begin = beginBoard;

export default function CentresPage() {
  const asked = useBoardAnswer();
  const whose = useWhose();
  const unplanned = asked.data?.version === null;
  const open = useOpenWork(unplanned);
  if (asked.none !== undefined) return <NoVersion on="By hand" called={asked.none} />;
  if (asked.error)
    return (
      <Page title="By hand">
        <VersionProblem of={asked.error} called={asked.called} retry={() => void asked.refetch()} />
      </Page>
    );
  if (asked.isPending || (unplanned && open.isPending)) return <Progress doing="Reading the plan" />;
  const shown = unplanned ? open.data : asked.data;
  if (!shown?.version)
    return (
      <Page title="By hand">
        <Problem of={open.error} retry={() => void open.refetch()} />
      </Page>
    );
  const { version } = shown;
  const chosen = asked.called === undefined ? undefined : String(asked.called);
  const board = boardOf(shown);
  const rows = board.centres.map((centre, n) => ({ ...centre, steps: stepsAt(board, n).length }));
  return (
    <Page
      title="By hand"
      counted="A schedule typed for one work centre, without the engine"
      tools={unplanned ? <PlanButton /> : <Beginnings version={version.number} />}
    >
      {unplanned && board.steps.count === 0 ? (
        <Unplanned
          text="A planning run makes one. Without it the steps of firm and released work orders are typed here; there are none."
          onPlanned={() => void asked.refetch()}
        />
      ) : rows.length === 0 ? (
        <Empty title="There are no work centres." text="Add them under Set-up, then plan." />
      ) : (
        <div className={classes.body}>
          <table className={classes.grid}>
            <thead>
              <tr>
                <th scope="col">Work centre</th>
                <th scope="col" className={classes.number}>
                  Steps
                </th>
                <th scope="col">In this browser</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ code, name, steps }) => {
                const typed = readKept<Typed>(keptName(whose, version.number, code));
                return (
                  <tr key={code}>
                    <td>
                      <PageLink to={pageAt('/byhand/$workCentre', { workCentre: code }, { version: chosen })}>
                        {code}
                      </PageLink>
                      {name ? <span className="dim"> {name}</span> : null}
                    </td>
                    <td className={classes.number}>{steps}</td>
                    <td>{typed && isTyped(typed) ? 'typed here, not kept yet' : null}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}
