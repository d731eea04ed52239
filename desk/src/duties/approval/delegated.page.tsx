/** What nobody had to approve, and how far the site lets that go. */
import { NumberInput, Switch } from '@mantine/core';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { When } from '../../web/kit/marks.tsx';
import { toastProblem } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import {
  approvalSettings,
  type listApprovals,
  mostDelegatedDays,
  mostDelegatedHours,
  setApprovalSettings,
} from './approval.contract.ts';
import classes from './approval.module.css';
import { delegationWords, limitsSaid, limitWords } from './limits.messages.ts';
import { limitsIn } from './limits.ts';
import { VersionLink } from './versionlink.page.tsx';

type Set = Answering<typeof approvalSettings>;

export function Delegated({ of }: { of: Answering<typeof listApprovals>['delegated'] }) {
  const may = useMay('rules.write');
  const settings = useOne(approvalSettings, {}, { kinds: ['sites'] });
  if (!settings.data) return null;
  const { delegated } = settings.data;
  return (
    <section className={classes.delegated} aria-label="Delegated limits">
      <h2>Published within delegated limits</h2>
      {may && settings.data.barred === null ? (
        <Limits set={settings.data} readAgain={() => void settings.refetch()} />
      ) : (
        <p>
          {limitsSaid(limitsIn(settings.data))}
          {may ? <span className="dim"> {settings.data.barred}</span> : null}
        </p>
      )}
      {of.length === 0 && delegated ? <p className="dim">{limitWords.none}</p> : null}
      {of.length > 0 ? (
        <ul className={classes.decisions}>
          {of.map((one) => (
            <li key={one.number}>
              <VersionLink number={one.number} word="Version" /> by {one.who} <When at={one.at} time />
              {one.note === null ? null : `: ${one.note}`}
              {one.why === null ? null : <p className="dim">{one.why}</p>}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Limits({ set, readAgain }: { readonly set: Set; readonly readAgain: () => void }) {
  const write = useWrite(setApprovalSettings, { kinds: ['sites'] });
  // Of two who set them at once the second is told, and sees what they are now.
  const keep = (body: Partial<Omit<Set, 'version' | 'barred'>>) =>
    void write.run({ body }, { version: set.version }).catch((error: unknown) => {
      toastProblem(error);
      readAgain();
    });
  const barred = { disabled: write.sending };
  return (
    <>
      <Switch
        label={delegationWords}
        checked={set.delegated}
        onChange={(event) => keep({ delegated: event.currentTarget.checked })}
        {...barred}
      />
      {set.delegated ? (
        <div className={classes.limits}>
          <Amount
            key={`days ${set.delegated_days}`}
            label={limitWords.days}
            stands={set.delegated_days}
            most={mostDelegatedDays}
            keep={(delegated_days) => keep({ delegated_days })}
            {...barred}
          />
          <Amount
            key={`hours ${set.delegated_overtime_hours}`}
            label={limitWords.overtimeHours}
            stands={set.delegated_overtime_hours}
            most={mostDelegatedHours}
            keep={(delegated_overtime_hours) => keep({ delegated_overtime_hours })}
            {...barred}
          />
          <Switch
            label={limitWords.otherGroup}
            checked={set.delegated_other_group}
            onChange={(event) => keep({ delegated_other_group: event.currentTarget.checked })}
            {...barred}
          />
        </div>
      ) : null}
    </>
  );
}

interface AmountProps {
  readonly label: string;
  readonly stands: number;
  readonly most: number;
  readonly keep: (amount: number) => void;
  readonly disabled: boolean;
}

/** Kept when it is left, or with Enter. */
function Amount({ label, stands, most, keep, disabled }: AmountProps) {
  const [typed, setTyped] = useState<number | string>(stands);
  const leave = () => {
    if (typeof typed === 'number' && typed !== stands) keep(typed);
  };
  return (
    <NumberInput
      label={label}
      disabled={disabled}
      w={180}
      min={0}
      max={most}
      allowDecimal={false}
      clampBehavior="strict"
      value={typed}
      onChange={setTyped}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  );
}
