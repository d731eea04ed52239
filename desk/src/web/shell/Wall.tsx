/** The house round a screen at the wall: nothing but the page, dark unless the address says `?look=light`. */
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useAddress } from '../kit/address.ts';
import { useLive } from '../live.ts';

const scheme = 'data-mantine-color-scheme';

export function Wall() {
  const [{ look }] = useAddress();
  useLive();
  useEffect(() => {
    const page = document.documentElement;
    const before = page.getAttribute(scheme);
    page.setAttribute(scheme, look === 'light' ? 'light' : 'dark');
    return () => {
      if (before !== null) page.setAttribute(scheme, before);
    };
  }, [look]);
  return <Outlet />;
}
