import type { ExemptionCertificate, Profile } from "./entities.ts";

/** Whether a certificate is valid today, by the calendar of UTC. */
export const isActive = ({ validFrom, validUntil }: ExemptionCertificate): boolean => {
  const today = new Date().toISOString().slice(0, 10);
  return (validFrom ?? today) <= today && today <= (validUntil ?? today);
};

/** Whether no tax is due. Certificates are read only if nothing else decides that. */
export const isExempt = async (
  { taxExempt, taxClass }: Profile,
  readCertificates: () => Promise<readonly ExemptionCertificate[]>,
): Promise<boolean> => taxExempt || taxClass === "RETAIL_EXEMPT" || (await readCertificates()).some(isActive);
