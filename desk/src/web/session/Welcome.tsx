/** The first administrator, by the one-time link that the start printed. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { welcome } from '../../duties/users/users.contract.ts';
import type { Field } from '../../house/kind.ts';
import { call } from '../api.ts';
import { type Answers, Ask } from '../kit/Ask.tsx';
import { useAddress } from '../kit/address.ts';
import { Refused } from '../kit/refused.ts';
import { Problem } from '../kit/states.tsx';
import { browserZone } from '../kit/time.ts';
import { Front } from './Front.tsx';
import { signInByMail } from './signing.ts';

const fields: readonly Field[] = [
  { name: 'name', label: 'Your name', type: 'text', max: 120, required: true },
  { name: 'email', label: 'E-mail', type: 'text', max: 200, required: true },
  { name: 'password', label: 'Password', type: 'text', max: 200, required: true, help: 'At least 10 characters.' },
  {
    name: 'site_name',
    label: 'Site',
    type: 'text',
    max: 120,
    required: true,
    help: 'The plant or house you plan: "Main plant".',
  },
  {
    name: 'site_code',
    label: 'Site code',
    type: 'code',
    max: 12,
    required: true,
    default: 'MAIN',
    help: 'Capital letters, digits and dashes.',
  },
  { name: 'zone', label: 'Time zone', type: 'text', max: 60, required: true, default: browserZone() },
  { name: 'currency', label: 'Currency', type: 'code', max: 3, required: true, default: 'EUR' },
];

/** The wire nests the site; the form is flat. */
const flat: Readonly<Record<string, string>> = {
  'site.name': 'site_name',
  'site.code': 'site_code',
  'site.zone': 'zone',
  'site.currency': 'currency',
};

export default function Welcome() {
  const [address] = useAddress();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { token } = address;
  const submit = async (answers: Answers) => {
    const text = (name: string) => String(answers[name] ?? '');
    if (text('password').length < leastPassword) throw tooShort;
    const site = {
      code: text('site_code').toUpperCase(),
      name: text('site_name'),
      zone: text('zone'),
      currency: text('currency').toUpperCase(),
    };
    try {
      await call(welcome, {
        body: { token: token ?? '', name: text('name'), email: text('email'), password: text('password'), site },
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw new Refused({
        ...error.problem,
        faults: error.faults.map((fault) => ({ ...fault, field: flat[fault.field ?? ''] ?? fault.field })),
      });
    }
    await signInByMail(text('email'), text('password'));
    client.clear();
    await navigate({ to: '/' });
  };
  return (
    <Front wide title="Welcome to Hotlist" text="You become its first administrator. The link works once.">
      {token ? (
        <Ask fields={fields} secret={['password']} submitWord="Begin" onSubmit={submit} />
      ) : (
        <Problem of={noToken} />
      )}
    </Front>
  );
}

const leastPassword = 10;
const shortText = `The password needs at least ${leastPassword} characters.`;
const tooShort = new Refused({
  type: 'about:blank',
  title: 'too short',
  status: 422,
  code: 'password-short',
  detail: shortText,
  faults: [{ field: 'password', text: shortText }],
});

const noToken = new Refused({
  type: 'about:blank',
  title: 'no token',
  status: 400,
  code: 'no-token',
  detail: 'This address lacks its token. Open the whole link that the start printed.',
});
