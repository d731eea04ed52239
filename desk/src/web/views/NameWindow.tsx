/** Asks for the name of a view, and for a new one whether it is shared and opens the page. */
import type { Field } from '../../house/kind.ts';
import { AskWindow } from '../kit/Ask.tsx';

export interface NameWindowProps {
  /** Undefined: closed. */
  readonly asked: 'save' | 'rename' | undefined;
  readonly name: string;
  readonly mayShare: boolean;
  readonly onName: (named: {
    readonly name: string;
    readonly shared: boolean;
    readonly opens: boolean;
  }) => Promise<void>;
  readonly onClose: () => void;
}

const name: Field = { name: 'name', label: 'Name', type: 'text', max: 40, required: true };
const shared: Field = {
  name: 'shared',
  label: 'Share it with everybody at this site',
  type: 'boolean',
  default: false,
  help: 'They see and use it; you and administrators change it.',
};
const opens: Field = { name: 'opens', label: 'Open the page with it', type: 'boolean', default: false };

export function NameWindow({ asked, name: called, mayShare, onName, onClose }: NameWindowProps) {
  const saving = asked === 'save';
  return (
    <AskWindow
      title={saving ? 'Save what is seen as a view' : 'Rename the view'}
      opened={asked !== undefined}
      onClose={onClose}
      fields={saving ? [name, ...(mayShare ? [shared] : []), opens] : [name]}
      start={{ name: called }}
      submitWord={saving ? 'Save' : 'Rename'}
      onSubmit={(answers) =>
        onName({
          name: String(answers.name ?? '').trim(),
          shared: answers.shared === true,
          opens: answers.opens === true,
        })
      }
    />
  );
}
