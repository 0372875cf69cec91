import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../../platform/auth/viewer.ts";
import { toCode } from "../../../common/stored-forms.ts";
import { ExemptionCertificate } from "../../entities.ts";
import type { ExemptionCertificateInput } from "../input/finance-input.ts";

type Content = Omit<ExemptionCertificate, "tenantId" | "customerId" | "id" | "position">;

/** The content of a certificate in stored form. */
export const contentOf = (certificate: ExemptionCertificateInput): Content => {
  const { number, region = null, countryCode = null, validFrom = null, validUntil = null, url = null } = certificate;
  return { number, region, countryCode: toCode(countryCode), validFrom, validUntil, url };
};

const textOf = (certificate: ExemptionCertificateInput): string => JSON.stringify(contentOf(certificate));

/** The certificates of a customer in insertion order. */
export const readCertificates = (
  manager: EntityManager,
  { tenantId }: Viewer,
  customerId: string,
): Promise<ExemptionCertificate[]> =>
  manager.find(ExemptionCertificate, { where: { tenantId, customerId }, order: { position: "ASC" } });

/** Replaces a customer's certificates; returns whether they changed. Existing ones keep their ids. */
export const replaceCertificates = async (
  manager: EntityManager,
  viewer: Viewer,
  customerId: string,
  certificates: readonly ExemptionCertificateInput[],
): Promise<boolean> => {
  const stored = await readCertificates(manager, viewer, customerId);
  if (stored.map(textOf).join() === certificates.map(textOf).join()) return false;
  const idOf = new Map(stored.map((row) => [textOf(row), row.id]));
  const rows = certificates.map((certificate, position) => {
    const text = textOf(certificate);
    const id = idOf.get(text) ?? randomUUID();
    idOf.delete(text);
    return { tenantId: viewer.tenantId, customerId, id, position, ...contentOf(certificate) };
  });
  await manager.delete(ExemptionCertificate, { tenantId: viewer.tenantId, customerId });
  await manager.insert(ExemptionCertificate, rows);
  return true;
};
