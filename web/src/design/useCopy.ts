import { useState } from 'react';

const SHOWN_MS = 2_000;

/** Puts text on the clipboard; `copied` is true for a moment afterwards. `copy` answers false where the browser refuses. */
export function useCopy(): { copied: boolean; copy: (text: string | Promise<string>) => Promise<boolean> } {
  const [copied, setCopied] = useState(false);
  return {
    copied,
    copy: async (text) => {
      const words = await text;
      // Pages that came over plain http are given no clipboard.
      if (!('clipboard' in navigator)) return false;
      try {
        await navigator.clipboard.writeText(words);
      } catch (error) {
        if (error instanceof DOMException) return false;
        throw error;
      }
      setCopied(true);
      setTimeout(() => setCopied(false), SHOWN_MS);
      return true;
    },
  };
}
