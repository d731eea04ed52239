/** Goods that the vendor sends: of a line its packages, and what is one for all lines that he sends goods of. */

import { Button, TextInput } from '@mantine/core';
import { typedFault, typedText } from '../../house/typednumbers.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { sending as words } from './notice.messages.ts';
import { type Head, noPackage, type Package, quantityOf, stillToSend } from './sending.ts';
import type { ShownLine } from './VendorPage.tsx';
import classes from './vendorpage.module.css';

export const firstPackage = (line: ShownLine): Package => {
  const left = stillToSend(line);
  return left > 0 ? { ...noPackage, qty: typedText(left) } : noPackage;
};

interface PackagesProps {
  readonly line: ShownLine;
  readonly packages: readonly Package[];
  readonly onChange: (packages: readonly Package[]) => void;
}

export function Packages({ line, packages, onChange }: PackagesProps) {
  const { unit, asks_lot: asksLot, asks_expiry: asksExpiry } = line;
  const left = stillToSend(line);
  const over = packages.reduce((sum, one) => sum + (quantityOf(one) || 0), 0) > left;
  return (
    <>
      {packages.map((one, at) => {
        const change = (more: Partial<Package>): void => onChange(packages.with(at, { ...one, ...more }));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a package has no other name until it is sent
          <fieldset key={at} className={classes.package} aria-label={words.part(at + 1)}>
            <TextInput
              label={words.quantity(unit)}
              inputMode="decimal"
              value={one.qty}
              error={typedFault(one.qty)}
              maxLength={16}
              onChange={(event) => change({ qty: event.currentTarget.value })}
            />
            <TextInput
              label={asksLot ? words.lotAsked : words.lot}
              value={one.lot}
              maxLength={64}
              onChange={(event) => change({ lot: event.currentTarget.value })}
            />
            {asksExpiry || one.expires !== '' ? (
              <TextInput
                type="date"
                label={words.expires}
                value={one.expires}
                onChange={(event) => change({ expires: event.currentTarget.value })}
              />
            ) : null}
            <TextInput
              label={words.container}
              inputMode="numeric"
              value={one.container}
              maxLength={64}
              onChange={(event) => change({ container: event.currentTarget.value })}
            />
            {packages.length > 1 ? (
              <Button variant="default" onClick={() => onChange(packages.toSpliced(at, 1))}>
                {words.less}
              </Button>
            ) : null}
          </fieldset>
        );
      })}
      {over ? <p>{words.more(quantityText(left), unit)}</p> : null}
      <Button variant="default" className={classes.clear} onClick={() => onChange([...packages, noPackage])}>
        {words.another}
      </Button>
    </>
  );
}

interface NoticeHeadProps {
  readonly of: Head;
  readonly today: string;
  readonly faults: Readonly<Record<string, string>>;
  readonly onChange: (head: Head) => void;
}

export function NoticeHead({ of, today, faults, onChange }: NoticeHeadProps) {
  const field = (name: keyof Head, label: string, asked?: string) => (
    <TextInput
      label={label}
      value={of[name]}
      maxLength={name === 'number' ? 64 : 120}
      error={asked && faults[asked]}
      onChange={(event) => onChange({ ...of, [name]: event.currentTarget.value })}
    />
  );
  return (
    <section className={classes.line} data-chosen aria-label={words.title}>
      <h2>{words.title}</h2>
      <div className={classes.other}>
        {field('number', words.number, 'number')}
        <TextInput
          type="date"
          label={words.arrives}
          min={today}
          value={of.arrives}
          error={faults.arrives}
          onChange={(event) => onChange({ ...of, arrives: event.currentTarget.value })}
        />
        {field('carrier', words.carrier)}
        {field('carrierRef', words.carrierRef)}
      </div>
    </section>
  );
}
