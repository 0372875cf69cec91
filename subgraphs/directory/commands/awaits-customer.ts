import { RuleBroken } from "../../common/user-errors.ts";

/** A record refers to a customer that is not there. One of the records after it may bring it. */
export class AwaitsCustomer extends RuleBroken {}
