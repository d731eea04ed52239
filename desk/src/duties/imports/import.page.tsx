/** Import: drop a file, or go on with one that was dropped (`?import=17`). */
import { useAddress } from '../../web/kit/address.ts';
import { DropFile } from './dropfile.page.tsx';
import { OneImport } from './oneimport.page.tsx';

export default function ImportPage() {
  const [{ import: id }] = useAddress();
  return id && /^\d{1,15}$/.test(id) ? <OneImport key={id} id={Number(id)} /> : <DropFile />;
}
