/** Finds and masks personal identity codes and contact details (PR-1, PR-3). */
const code = /\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]/gi;

export function maskIdentifiers(text: string): { text: string; codes: number } {
  let codes = 0;
  const masked = text.replace(code, () => {
    codes++;
    return '[henkilötunnus]';
  });
  return { text: masked, codes };
}
export function containsIdentityCode(text: string, _today: Date): boolean {
  return maskIdentifiers(text).codes > 0;
}
export function maskContacts(text: string, _ours: readonly string[]): string {
  return text.replace(/[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+/g, '[sähköposti]');
}
