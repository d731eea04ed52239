/** Whether the page is as narrow as a phone: what is most telling comes first then. Known before the first picture. */
import { useMediaQuery } from '@mantine/hooks';

export const usePhone = (): boolean =>
  useMediaQuery('(max-width: 720px)', false, { getInitialValueInEffect: false }) ?? false;

/** A phone, held upright or across: what is not needed at every look stands in a drawer. */
export const useLittleRoom = (): boolean =>
  useMediaQuery('(max-width: 720px), (max-height: 480px)', false, { getInitialValueInEffect: false }) ?? false;
