/** Everybody with a role at this site: who they are, what they may, where they are signed in. */
import { Button, Checkbox, CopyButton, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { departmentHead, departmentWords } from '../../house/departmentwords.ts';
import type { Field } from '../../house/kind.ts';
import { permissionsOf, type Role, roles } from '../../house/permission.ts';
import { type Answers, Ask, AskWindow } from '../../web/kit/Ask.tsx';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { RememberTabs } from '../../web/kit/RememberTabs.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { RecordHistory } from '../audit/record-history.page.tsx';
import { Sessions } from './sessions.page.tsx';
import {
  addUser,
  changeUser,
  changeUserRoles,
  endUserSessions,
  listUsers,
  makeLink,
  type person,
  userSessions,
} from './users.contract.ts';
import { hasDepartments } from './users.ts';

type Person = z.output<typeof person>;

const views: readonly NamedView[] = [{ name: 'Active', filter: 'active:yes' }, { name: 'All' }];

const columns: readonly Column<Person>[] = [
  { id: 'name', label: 'Name', type: 'text', value: (row) => row.name },
  { id: 'email', label: 'E-mail', type: 'text', value: (row) => row.email },
  { id: 'roles', label: 'Roles', type: 'text', value: (row) => row.roles.join(', ') },
  {
    id: 'departments',
    label: 'Departments',
    type: 'text',
    value: (row) => scopeText(row),
    help: 'Whose work a supervisor approves; where an operator works, and acknowledges lists',
    secondary: true,
  },
  { id: 'active', label: 'Active', type: 'boolean', value: (row) => row.active },
  {
    id: 'trainee',
    label: 'Trainee',
    type: 'boolean',
    value: (row) => row.trainee,
    help: 'Postings wait for a countersign',
  },
  { id: 'badge', label: 'Badge', type: 'text', value: (row) => row.badge },
  {
    id: 'pin',
    label: 'PIN',
    type: 'boolean',
    value: (row) => row.has_pin,
    help: 'Without one the badge signs nobody in',
  },
  { id: 'sessions', label: 'Signed in', type: 'number', value: (row) => row.sessions },
  { id: 'tokens', label: 'Tokens', type: 'number', value: (row) => row.tokens, secondary: true },
  { id: 'changed', label: 'Changed', type: 'instant', value: (row) => row.changed_at, secondary: true },
];

const who: readonly Field[] = [
  { name: 'name', label: 'Name', type: 'text', max: 120, required: true },
  { name: 'email', label: 'E-mail', type: 'text', max: 200, required: true },
  { name: 'badge', label: 'Badge', type: 'text', max: 64, help: 'As the scanner reads it.' },
  { name: 'pin', label: 'PIN', type: 'text', max: 12, help: '4 to 12 digits, for the shared PC.' },
  { name: 'trainee', label: 'Trainee: postings wait for a countersign', type: 'boolean', default: false },
];
const added: readonly Field[] = [
  ...who,
  ...roles.map((role): Field => ({ name: `role.${role}`, label: role, type: 'boolean', default: false })),
];

/** Of who decides, for what; of who works at the floor, where. */
const scopeText = ({ roles: held, departments }: Person): string | null =>
  !hasDepartments(held)
    ? null
    : departments.length === 0
      ? 'the whole site'
      : departments.map(departmentWords).join(', ');
const keyOf = (row: Person): string => String(row.number);
const text = (value: Answers[string] | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

export default function PeoplePage() {
  const people = useOne(listUsers, {});
  const view = useView('users', views);
  const rows = people.data?.rows ?? [];
  const source = useLocalRows(rows, columns, view, keyOf);
  const add = useWrite(addUser);
  const link = useWrite(makeLink);
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<{ readonly name: string; readonly path: string }>();

  const submit = async (answers: Answers, confirm?: string) => {
    const made = await add.run(
      {
        body: {
          name: text(answers.name) ?? '',
          email: text(answers.email) ?? '',
          badge: text(answers.badge),
          pin: text(answers.pin),
          trainee: answers.trainee === true,
          roles: roles.filter((role) => answers[`role.${role}`] === true),
        },
      },
      confirm ? { confirm: [confirm] } : {},
    );
    setAsking(false);
    if (made.link) setShown({ name: made.person.name, path: made.link.path });
    else toast(`${made.person.name} now has roles here.`);
  };
  const reset = async (row: Person) => {
    try {
      setShown({ name: row.name, path: (await link.run({ params: { number: row.number } })).path });
    } catch (error) {
      toastProblem(error);
    }
  };

  if (people.error) return <Problem of={people.error} retry={() => void people.refetch()} />;
  return (
    <Page
      title="Users"
      counted={`${countText(rows.filter((row) => row.active).length, 'person', 'people')} with a role here`}
      view={view}
      searchHint="Search people"
      primary={{ word: 'Add a person', keys: 'n', run: () => setAsking(true) }}
    >
      <Grid
        label="Users"
        columns={columns}
        rows={source}
        view={view}
        panelTitle={(row) => row.name}
        panel={(row) => <PersonPanel key={row.number} of={row} departments={people.data?.departments ?? []} />}
        actions={(row) => [{ word: 'New password by a link', run: () => void reset(row) }]}
        empty={<Empty title="Nobody has a role here yet." />}
      />
      <AskWindow
        title="Add a person"
        opened={asking}
        onClose={() => setAsking(false)}
        fields={added}
        secret={['pin']}
        submitWord="Add"
        onSubmit={submit}
      />
      <LinkWindow of={shown} onClose={() => setShown(undefined)} />
    </Page>
  );
}

/** The link is in nobody's hands but this administrator's; it is shown here once. */
function LinkWindow({
  of,
  onClose,
}: {
  of: { readonly name: string; readonly path: string } | undefined;
  onClose: () => void;
}) {
  const address = of ? `${window.location.origin}${of.path}` : '';
  return (
    <Modal opened={of !== undefined} onClose={onClose} title={`A link for ${of?.name ?? ''}`} size="lg">
      <Stack gap={12}>
        <p style={{ margin: 0 }}>
          Give it to them yourself. It sets a password once, within four days, and is not shown again.
        </p>
        <TextInput readOnly aria-label="Link" value={address} onFocus={(event) => event.currentTarget.select()} />
        <CopyButton value={address}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy the link'}</Button>}
        </CopyButton>
      </Stack>
    </Modal>
  );
}

interface Chosen {
  readonly of: Person;
  /** Of the site. */
  readonly departments: readonly string[];
}

function PersonPanel({ of, departments }: Chosen) {
  return (
    <RememberTabs
      id="user"
      tabs={[
        { name: 'facts', label: 'Person', content: <PersonForm of={of} /> },
        { name: 'roles', label: 'Roles', content: <RolesForm key={of.version} of={of} departments={departments} /> },
        { name: 'sessions', label: 'Signed in', content: <PersonSessions of={of} /> },
        { name: 'history', label: 'History', content: <RecordHistory kind="users" record={of.number} /> },
      ]}
    />
  );
}

function PersonForm({ of }: { of: Person }) {
  const change = useWrite(changeUser);
  const fields: readonly Field[] = [
    ...who,
    { name: 'active', label: 'Active: may sign in', type: 'boolean', default: true },
  ];
  const submit = async (answers: Answers) => {
    const pin = text(answers.pin);
    await change.run(
      {
        params: { number: of.number },
        body: {
          name: text(answers.name) ?? '',
          email: text(answers.email) ?? '',
          badge: text(answers.badge),
          trainee: answers.trainee === true,
          active: answers.active === true,
          ...(pin === null ? {} : { pin }),
        },
      },
      { version: of.version },
    );
    toast(`${of.name} saved.`);
  };
  return (
    <>
      <Ask
        key={of.version}
        fields={fields.map((field) =>
          field.name === 'pin' && of.has_pin ? { ...field, help: 'Set. Type another to change it.' } : field,
        )}
        secret={['pin']}
        start={{ name: of.name, email: of.email, badge: of.badge, trainee: of.trainee, active: of.active }}
        submitWord="Save"
        onSubmit={submit}
      />
      <Facts
        of={[
          ['Password', of.has_password ? 'set' : 'not set yet'],
          ['Tokens', of.tokens],
          ['Other sites', of.elsewhere ? 'has roles there too' : 'none'],
          ['Changed', <When key="changed" at={of.changed_at} time />],
          ['By', of.changed_by],
        ]}
      />
    </>
  );
}

function RolesForm({ of, departments }: Chosen) {
  const change = useWrite(changeUserRoles);
  const [chosen, setChosen] = useState<readonly string[]>(of.roles);
  const [scope, setScope] = useState<readonly string[]>(of.departments);
  const held = roles.filter((role: Role) => chosen.includes(role));
  const scoped = hasDepartments(held);
  const save = async () => {
    try {
      await change.run(
        { params: { number: of.number }, body: { roles: held, departments: scoped ? [...scope] : [] } },
        { version: of.version },
      );
      toast(`${of.name}'s roles count from the next request.`);
    } catch (error) {
      toastProblem(error);
    }
  };
  return (
    <Stack gap={12}>
      <Checkbox.Group value={[...chosen]} onChange={setChosen} aria-label="Roles at this site">
        <Stack gap={8}>
          {roles.map((role) => (
            <Checkbox key={role} value={role} label={role} />
          ))}
        </Stack>
      </Checkbox.Group>
      {scoped && departments.length > 0 ? (
        <Checkbox.Group
          value={[...scope]}
          onChange={setScope}
          label={permissionsOf(held).has('plan.approve') ? 'Approves the work of' : 'Works in'}
          description="None chosen: the whole site."
        >
          <Stack gap={8} mt={8}>
            {[...new Set([...departments, ...of.departments, ''])].map((department) => (
              <Checkbox key={department} value={department} label={departmentHead(department)} />
            ))}
          </Stack>
        </Checkbox.Group>
      ) : null}
      {chosen.length === 0 ? <p className="dim">Without a role here the person leaves this list.</p> : null}
      <Button loading={change.sending} onClick={() => void save()}>
        Save roles
      </Button>
    </Stack>
  );
}

function PersonSessions({ of }: { of: Person }) {
  const sessions = useOne(userSessions, { params: { number: of.number } });
  const end = useWrite(endUserSessions);
  if (sessions.error) return <Problem of={sessions.error} />;
  return (
    <Stack gap={12}>
      <Sessions rows={sessions.data?.rows ?? []} />
      {(sessions.data?.rows.length ?? 0) > 0 ? (
        <Button
          variant="default"
          loading={end.sending}
          onClick={() => void end.run({ params: { number: of.number } }).catch(toastProblem)}
        >
          Sign out everywhere
        </Button>
      ) : null}
    </Stack>
  );
}
