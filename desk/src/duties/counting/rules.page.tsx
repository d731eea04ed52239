/** The rules of counting: classes, counts a year, tolerances, limits; a supervisor sets them. */
import { NumberInput, Switch } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { Page } from '../../web/kit/Page.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { toastProblem } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { countRules, setCountRules } from './counting.contract.ts';
import { counting } from './counting.kinds.ts';
import styles from './counting.module.css';
import { numberRules, yesRules } from './countrules.ts';

type Set = Answering<typeof countRules>;
type Rule = (typeof numberRules)[number];

export function Rules({ choice }: { choice: ReactNode }) {
  const rules = useOne(countRules, {}, { kinds: ['sites'] });
  if (rules.error) return <Problem of={rules.error} retry={() => void rules.refetch()} />;
  return (
    <Page
      title="Counts"
      tools={choice}
      note="What a supervisor sets here the programme, the sheets and the approvals follow at once."
    >
      {rules.data ? <Form set={rules.data} /> : <Progress doing="Reading the rules" />}
    </Page>
  );
}

function Form({ set }: { set: Set }) {
  const may = useMay('rules.write');
  const write = useWrite(setCountRules, { kinds: counting });
  const keep = (body: Partial<Set>) => void write.run({ body }).catch(toastProblem);
  const disabled = !may || write.sending;
  return (
    <section className={styles.rules} aria-label="Rules of counting">
      {numberRules.map((rule) => (
        <Amount
          key={`${rule.name} ${set[rule.name]}`}
          rule={rule}
          stands={set[rule.name]}
          disabled={disabled}
          keep={(value) => keep({ [rule.name]: value })}
        />
      ))}
      {yesRules.map(({ name, label }) => (
        <Switch
          key={name}
          label={label}
          checked={set[name]}
          disabled={disabled}
          onChange={(event) => keep({ [name]: event.currentTarget.checked })}
        />
      ))}
      {may ? null : <p className="dim">A supervisor sets these.</p>}
    </section>
  );
}

interface AmountProps {
  readonly rule: Rule;
  readonly stands: number | null;
  readonly disabled: boolean;
  readonly keep: (value: number | null) => void;
}

/** Kept when it is left, or with Enter. */
function Amount({ rule, stands, disabled, keep }: AmountProps) {
  const [typed, setTyped] = useState<number | string>(stands ?? '');
  const leave = () => {
    const value = typed === '' ? null : Number(typed);
    if (value === stands || (value === null && !('open' in rule))) return setTyped(stands ?? '');
    keep(value);
  };
  return (
    <NumberInput
      label={rule.label}
      placeholder={'open' in rule ? 'no such bound' : undefined}
      disabled={disabled}
      min={rule.min}
      max={rule.max}
      value={typed}
      onChange={setTyped}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') leave();
      }}
    />
  );
}
