/** What a page says of itself, so that the rail, the palette and the router know it. */
import type { ComponentType } from 'react';
import type { Permission } from '../house/permission.ts';
import type { PagePath } from './paths.ts';

/** The groups of the rail, in its order. */
export const railGroups = [
  'Today',
  'Plan',
  'Make',
  'Materials',
  'Buy and move',
  'Ship',
  'Quality',
  'Office',
  'Set-up',
] as const;
export type RailGroup = (typeof railGroups)[number];

export interface PageEntry {
  /** '/items', '/orders/$order'. */
  readonly path: PagePath;
  readonly title: string;
  /** Absent: not in the rail, and reached by links only where it is not in the palette either. */
  readonly group?: RailGroup;
  /** In the palette though not in the rail. */
  readonly palette?: boolean;
  /** The rail's word; the title when absent. */
  readonly word?: string;
  readonly icon?: ComponentType<{ readonly size?: number; readonly stroke?: number }>;
  /** What the person must hold at the site to open it. */
  readonly permission: Permission;
  /** Without the rail: sign-in, terminals, wall screens. */
  readonly bare?: boolean;
  /** Signed in, but in the floor's shell: one task, large targets, no rail. */
  readonly terminal?: boolean;
  /** Signed in, but alone on a screen at the wall: nothing is pressed there. */
  readonly wall?: boolean;
  readonly component: () => Promise<PageModule>;
}

export interface PageModule {
  readonly default: ComponentType;
  /** Asks what the page cannot be drawn without; ends when it is there, or was refused. */
  readonly begin?: (site: string, address: Readonly<Record<string, string>>) => Promise<void>;
}
