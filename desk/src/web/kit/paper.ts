/** A window for a sheet, opened by the press itself: else the browser takes it for an advertisement. */
export interface PaperWindow {
  readonly show: (address: string | null) => void;
  readonly close: () => void;
}

export function openPaper(wanted: boolean): PaperWindow {
  const paper = wanted ? globalThis.window.open('', '_blank') : null;
  return {
    show: (address) => {
      if (address === null) paper?.close();
      else (paper ?? globalThis.window).location.href = address;
    },
    close: () => paper?.close(),
  };
}
