import { useCustomerActivitiesLazyQuery } from "../../react.ts";
import { ActivityForm } from "../edit/activity-form.tsx";
import { formatMoment } from "../ui/format.ts";
import { More } from "../ui/more.tsx";
import { ACTIVITIES } from "../ui/words.ts";
import { useOnPage } from "./context.ts";
import { FacetSection } from "./facet-section.tsx";

/** What took place with the customer, the latest first. */
export const Activities = () => {
  const { id, relationship } = useOnPage().customer;
  const [ask] = useCustomerActivitiesLazyQuery({ fetchPolicy: "network-only" });
  return (
    <FacetSection
      title="Activities"
      button="Add activity"
      field="relationship"
      what="What took place"
      value={relationship}
      empty="There are no activities."
      form={(close) => <ActivityForm customerId={id} onClose={close} />}
    >
      {({ activities: { nodes, pageInfo } }) => (
        <>
          {nodes.length === 0 && <p className="empty">Nothing has been recorded yet.</p>}
          <ul className="timeline">
            {nodes.map(({ id, kind, subject, description, occurredAt, createdBy }) => (
              <li key={id}>
                <span className="mark">{ACTIVITIES[kind]}</span> <strong>{subject}</strong>
                {description && <p className="text">{description}</p>}
                <span className="quiet block">
                  <time dateTime={occurredAt}>{formatMoment(occurredAt)}</time>, by {createdBy}
                </span>
              </li>
            ))}
          </ul>
          <More page={pageInfo} ask={(after) => ask({ variables: { id, after } })} />
        </>
      )}
    </FacetSection>
  );
};
