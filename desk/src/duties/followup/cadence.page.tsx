/** The company's cadence, for every vendor whose record does not say otherwise. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Answers, AskWindow } from '../../web/kit/Ask.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useWrite } from '../../web/queries.ts';
import { cadenceFields } from '../partners/partners.ts';
import { setCadence } from './followup.contract.ts';
import type { Cadence } from './followup.ts';

const fields = cadenceFields.map((field) => ({ ...field, required: true }));

export function CadenceButton({ of: cadence }: { readonly of: Cadence }) {
  const keep = useWrite(setCadence, { kinds: ['sites'] });
  const [asking, setAsking] = useState(false);
  const submit = async (answers: Answers) => {
    const { done } = await keep.run({
      body: {
        acknowledge_days: Number(answers.acknowledge_days),
        confirm_days: Number(answers.confirm_days),
        at_ship_date: answers.ask_at_ship === 'yes',
        late_every_days: Number(answers.late_every_days),
      },
    });
    setAsking(false);
    toast(done);
  };
  return (
    <>
      <Button size="xs" h={28} variant="default" onClick={() => setAsking(true)}>
        Cadence
      </Button>
      <AskWindow
        title="Cadence of follow-up"
        opened={asking}
        onClose={() => setAsking(false)}
        fields={fields}
        start={{ ...cadence, ask_at_ship: cadence.at_ship_date ? 'yes' : 'no' }}
        submitWord="Keep"
        onSubmit={submit}
      />
    </>
  );
}
