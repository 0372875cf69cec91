import { MoveMenu } from "../board/move-menu.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { formatDay, formatMoney } from "../ui/format.ts";
import { Section } from "../ui/section.tsx";
import { ACQUISITIONS, SEGMENTS, wordFor } from "../ui/words.ts";
import { useOnPage } from "./context.ts";
import { Facet } from "./facet.tsx";
import { Funnel } from "./funnel.tsx";
import { Health } from "./health.tsx";
import { StageHistory } from "./stage-history.tsx";
import type { Relationship } from "./types.ts";

const RelationshipFacts = ({ relationship }: { relationship: Relationship }) => {
  const { accountManager, owners, priceList, statusLabel, industrySegment, acquisitionSource } = relationship;
  const { customerSince, healthScore, annualRevenue, referredBy, sellerRelation, notesSummary } = relationship;
  return (
    <Facts>
      <Fact name="Account manager">{accountManager?.name}</Fact>
      <Fact name="Owners">{owners.map(({ name }) => name).join(", ")}</Fact>
      <Fact name="Customer since">{customerSince && formatDay(customerSince)}</Fact>
      <Fact name="Health">{healthScore !== null && <Health score={healthScore} />}</Fact>
      <Fact name="Annual revenue">{annualRevenue && formatMoney(annualRevenue)}</Fact>
      <Fact name="Price list">{priceList && `${priceList.name} (${priceList.currencyCode})`}</Fact>
      <Fact name="Status label">{statusLabel?.name}</Fact>
      <Fact name="Segment">{industrySegment && wordFor(SEGMENTS, industrySegment)}</Fact>
      <Fact name="Source">{acquisitionSource && wordFor(ACQUISITIONS, acquisitionSource)}</Fact>
      <Fact name="Referred by">{referredBy}</Fact>
      <Fact name="Sold by">{sellerRelation?.displayName}</Fact>
      <Fact name="Mailings">{relationship.mailingOptOut && "Opted out"}</Fact>
      <Fact name="Summary">{notesSummary}</Fact>
    </Facts>
  );
};

/** The relationship: funnel stage, its history, and the account manager. */
export const RelationshipSection = () => {
  const { customer } = useOnPage();
  const { relationship } = customer;
  return (
    <Section
      title="Relationship"
      action={relationship && <MoveMenu customer={customer} from={relationship.funnelStage} button="Move" />}
    >
      <Facet
        field="relationship"
        what="The commercial relationship"
        value={relationship}
        empty="No relationship data yet."
      >
        {(relationship) => (
          <>
            <Funnel stage={relationship.funnelStage} />
            <RelationshipFacts relationship={relationship} />
            <StageHistory history={relationship.funnelStageHistory} />
          </>
        )}
      </Facet>
    </Section>
  );
};
