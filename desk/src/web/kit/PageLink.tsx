/** Links to pages of the desk. */
import { Link } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import type { PageAddress } from '../paths.ts';

interface PageLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  readonly to: PageAddress;
}

/** `pageAt` makes the address. */
export const PageLink = ({ to, ...rest }: PageLinkProps) => <Link to={to as string} {...rest} />;

interface HereLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** Of the address, beside what it has; undefined takes it away. */
  readonly set: Readonly<Record<string, string | undefined>>;
  /** The element to be seen then, by its id. */
  readonly at: string;
}

/** To this page, otherwise seen. */
export const HereLink = ({ set, at, ...rest }: HereLinkProps) => (
  <Link to="." hash={at} search={((now: Record<string, unknown>) => ({ ...now, ...set })) as never} {...rest} />
);
