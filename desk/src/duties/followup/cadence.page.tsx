/** The company's cadence, for every vendor whose record does not say otherwise. */

import { Button } from '@mantine/core';
import { useState } from 'react';
import { typedAmount } from '../../house/typednumbers.ts';
import { type Answers, AskWindow } from '../../web/kit/Ask.tsx';
import { Refused } from '../../web/kit/refused.ts';
import { toast } from '../../web/kit/toasts.tsx';
import { useWrite } from '../../web/queries.ts';
import { cadenceFields } from '../partners/partners.ts';
import { setCadence } from './followup.contract.ts';
import type { Cadence } from './followup.ts';

const fields = cadenceFields.map((field) => ({ ...field, required: true }));

export function CadenceButton({ of: cadence, version }: { readonly of: Cadence; readonly version: number }) {
  const keep = useWrite(setCadence, { kinds: ['sites'] });
  // The version that was read when the window opened.
  const [asking, setAsking] = useState<number>();
  // That somebody else set it meanwhile, and to what: the next answer is given knowing it.
  const [told, setTold] = useState(false);
  const open = () => {
    setTold(false);
    setAsking(version);
  };
  const submit = async (answers: Answers) => {
    if (asking === undefined) return;
    const body = {
      acknowledge_days: typedAmount(answers.acknowledge_days),
      confirm_days: typedAmount(answers.confirm_days),
      at_ship_date: answers.ask_at_ship === 'yes',
      late_every_days: typedAmount(answers.late_every_days),
    };
    const { done } = await keep.run({ body }, { version: told ? version : asking }).catch((error: unknown) => {
      if (error instanceof Refused && error.status === 409) setTold(true);
      throw error;
    });
    setAsking(undefined);
    toast(done);
  };
  return (
    <>
      <Button size="xs" h={28} variant="default" onClick={open}>
        Cadence
      </Button>
      <AskWindow
        title="Cadence of follow-up"
        opened={asking !== undefined}
        onClose={() => setAsking(undefined)}
        fields={fields}
        start={{ ...cadence, ask_at_ship: cadence.at_ship_date ? 'yes' : 'no' }}
        submitWord="Keep"
        onSubmit={submit}
      />
    </>
  );
}
