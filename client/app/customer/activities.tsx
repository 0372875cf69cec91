import { useCustomerActivitiesLazyQuery } from "../../react.ts";
import { ActivityForm } from "../edit/activity-form.tsx";
import { Moment } from "../ui/moment.tsx";
import { ACTIVITIES, wordFor } from "../ui/words.ts";
import { useOnPage } from "./context.ts";
import { FacetSection } from "./facet-section.tsx";
import { Timeline } from "./timeline.tsx";

/** The customer's activities, latest first. */
export const Activities = () => {
  const { id, relationship } = useOnPage().customer;
  const [ask] = useCustomerActivitiesLazyQuery({ fetchPolicy: "network-only" });
  return (
    <FacetSection
      title="Activities"
      button="Add activity"
      field="relationship"
      what="The list of activities"
      value={relationship}
      empty="No activities yet."
      form={(close) => <ActivityForm customerId={id} onClose={close} />}
    >
      {({ activities }) => (
        <Timeline page={activities} none="No activities yet." ask={(after) => ask({ variables: { id, after } })}>
          {({ kind, subject, description, occurredAt, actor }) => (
            <>
              <span className="mark">{wordFor(ACTIVITIES, kind)}</span> <strong>{subject}</strong>
              {description && <p className="text">{description}</p>}
              <span className="quiet block">
                <Moment at={occurredAt} by={actor} />
              </span>
            </>
          )}
        </Timeline>
      )}
    </FacetSection>
  );
};
