import type { Pool } from "pg";

interface Input {
  readonly customerId: string;
  readonly legalName?: string;
  readonly primaryPhone?: string;
  readonly relationship?: { readonly healthScore?: number };
  readonly finance?: { readonly creditLimit?: { readonly amount: string; readonly currencyCode: string } };
}

const TOUCH = `update identity.customer set legal_name = $3, version = version + 1, updated_at = now()
  where tenant_id = $1 and id = $2 and deleted_at is null`;
const RELATIONSHIP = "update commercial.relationship set health_score = $3 where tenant_id = $1 and customer_id = $2";
const PROFILE = `update finance.profile set credit_limit = $3, credit_limit_currency = $4
  where tenant_id = $1 and customer_id = $2`;
const ACCOUNT = "update contacts.account set primary_phone = $3 where tenant_id = $1 and customer_id = $2";

/** Changes a customer in every facet, in one transaction. */
export const changeCustomer = async (
  pool: Pool,
  tenant: string,
  input: Input,
): Promise<{ readonly code: string }[]> => {
  const { customerId, legalName, primaryPhone, relationship, finance } = input;
  const client = await pool.connect();
  const run = (name: string, text: string, ...values: unknown[]) =>
    client.query({ name, text, values: [tenant, customerId, ...values] });
  try {
    await client.query("begin");
    const { rowCount } = await run("touch", TOUCH, legalName);
    if (rowCount === 0) {
      await client.query("rollback");
      return [{ code: "NOT_FOUND" }];
    }
    await run("change_relationship", RELATIONSHIP, relationship?.healthScore);
    await run("change_profile", PROFILE, finance?.creditLimit?.amount, finance?.creditLimit?.currencyCode);
    await run("change_account", ACCOUNT, primaryPhone);
    await client.query("commit");
    return [];
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
};
