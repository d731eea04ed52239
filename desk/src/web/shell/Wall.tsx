/** The house round a screen at the wall: nothing but the page. */
import { Outlet } from '@tanstack/react-router';
import { useLive } from '../live.ts';

export function Wall() {
  useLive();
  return <Outlet />;
}
