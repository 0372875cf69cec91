import { randomUUID } from "node:crypto";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../../../../platform/auth/viewer.ts";
import { type CustomerChange, changeCustomer } from "../../../common/change-customer.ts";
import { changesOf } from "../../../common/changes.ts";
import { invalid, notFound } from "../../../common/check.ts";
import { toCode } from "../../../common/stored-forms.ts";
import { type CustomerKey, RuleBroken, refuseIfAny } from "../../../common/user-errors.ts";
import { ExemptionCertificate } from "../../entities.ts";
import { checkCertificate, checkKept, checkSpan } from "../input/check-finance.ts";
import { MOST_ROWS } from "../input/check-kinds.ts";
import type { Changes, ExemptionCertificateInput } from "../input/finance-input.ts";
import { ownerOf, type RowOfCustomer, sayingRow } from "../row.ts";
import { contentOf, readCertificates } from "./rows.ts";

interface Written {
  readonly customer: CustomerKey;
  /** `null` when it was removed. */
  readonly exemptionCertificate: ExemptionCertificate | null;
}

interface OfCertificate {
  readonly id: string;
  readonly expectedVersion?: number | null;
}

const rowOf = (id: string): RowOfCustomer => ({
  entity: ExemptionCertificate,
  what: "exemption certificate",
  path: ["id"],
  id,
});

/** Adds an exemption certificate to a customer. */
export const addCertificate = async (
  manager: EntityManager,
  viewer: Viewer,
  input: CustomerChange & ExemptionCertificateInput,
): Promise<Written> => {
  refuseIfAny(checkCertificate(input));
  const { tenantId } = viewer;
  const { customerId } = input;
  const id = randomUUID();
  await changeCustomer(manager, viewer, input, async (savepoint) => {
    const stored = await readCertificates(savepoint, viewer, customerId);
    if (stored.length >= MOST_ROWS) {
      const right = `There are already ${MOST_ROWS}, the maximum.`;
      throw new RuleBroken(invalid(["number"], input.number, right, { max: String(MOST_ROWS) }));
    }
    const position = (stored.at(-1)?.position ?? -1) + 1;
    await savepoint.insert(ExemptionCertificate, { tenantId, customerId, id, position, ...contentOf(input) });
    return true;
  });
  const exemptionCertificate = await manager.findOneBy(ExemptionCertificate, { tenantId, id });
  return { customer: { id: customerId }, exemptionCertificate };
};

type Change = (manager: EntityManager, stored: ExemptionCertificate) => Promise<boolean>;

const changeOne = async (
  manager: EntityManager,
  viewer: Viewer,
  { id, expectedVersion }: OfCertificate,
  change: Change,
): Promise<Written> => {
  const row = rowOf(id);
  const { tenantId } = viewer;
  const customerId = await ownerOf(manager, viewer, row);
  const changing = changeCustomer(manager, viewer, { customerId, expectedVersion }, async (savepoint) => {
    const stored = await savepoint.findOneBy(ExemptionCertificate, { tenantId, id });
    if (!stored) throw new RuleBroken(notFound(row.path, id, row.what));
    return change(savepoint, stored);
  });
  await sayingRow(row, changing);
  return {
    customer: { id: customerId },
    exemptionCertificate: await manager.findOneBy(ExemptionCertificate, { tenantId, id }),
  };
};

/** Changes given fields of a certificate. Its number can be changed, not cleared. */
export const changeCertificate = async (
  manager: EntityManager,
  viewer: Viewer,
  { id, expectedVersion, number, ...given }: OfCertificate & Changes<ExemptionCertificateInput>,
): Promise<Written> => {
  const wanted = { ...given, number: number ?? undefined, countryCode: toCode(given.countryCode) };
  refuseIfAny([...checkKept(number, ["number"]), ...checkCertificate(wanted)]);
  return changeOne(manager, viewer, { id, expectedVersion }, async (savepoint, stored) => {
    const changes = changesOf(stored, wanted);
    if (!changes) return false;
    refuseIfAny(checkSpan({ ...stored, ...changes }));
    await savepoint.update(ExemptionCertificate, { tenantId: viewer.tenantId, id: stored.id }, changes);
    return true;
  });
};

/** Removes a certificate. */
export const removeCertificate = async (manager: EntityManager, viewer: Viewer, input: OfCertificate) => {
  const { customer } = await changeOne(manager, viewer, input, async (savepoint, { id }) => {
    await savepoint.delete(ExemptionCertificate, { tenantId: viewer.tenantId, id });
    return true;
  });
  return { customer, deletedExemptionCertificateId: input.id.toLowerCase() };
};
