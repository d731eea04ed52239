/** Whether the page is as narrow as a phone: what is most telling comes first then. Known before the first picture. */
import { useMediaQuery } from '@mantine/hooks';

export const usePhone = (): boolean =>
  useMediaQuery('(max-width: 720px)', false, { getInitialValueInEffect: false }) ?? false;
