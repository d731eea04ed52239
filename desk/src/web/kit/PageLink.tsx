/** A link to a page of the desk; `pageAt` makes its address. */
import { Link } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import type { PageAddress } from '../paths.ts';

interface PageLinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  readonly to: PageAddress;
}

export const PageLink = ({ to, ...rest }: PageLinkProps) => <Link to={to as string} {...rest} />;
