/** What each vocabulary describes, by its value in the schema's enum. Help lists them without loading the vocabularies. */
export const TITLES = {
  FUNNEL_CRM: "a CRM's commercial relationship",
  LEDGER: "a ledger's customer",
  TAX_ENGINE: "a tax engine's customer, mirrored from another system",
  WORKSPACE_ERP: "a workspace-aware ERP's customer",
  ORDER_DESK: "an order desk's customer, with contacts and addresses",
} as const;

export type VocabularyName = keyof typeof TITLES;
