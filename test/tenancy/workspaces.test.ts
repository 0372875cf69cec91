import { describe } from "@jest/globals";
import { ofAnotherWorkspace } from "../support/tenancy/scenes.ts";
import { testStrangers } from "../support/tenancy/strangers.ts";

describe("Somebody of another workspace", () => testStrangers(ofAnotherWorkspace));
