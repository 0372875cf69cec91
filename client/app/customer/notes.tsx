import { useCustomerNotesLazyQuery } from "../../react.ts";
import { NoteForm } from "../edit/note-form.tsx";
import { Moment } from "../ui/moment.tsx";
import { useOnPage } from "./context.ts";
import { FacetSection } from "./facet-section.tsx";
import { Timeline } from "./timeline.tsx";

/** Notes on the customer, newest first. */
export const Notes = () => {
  const { id, relationship } = useOnPage().customer;
  const [ask] = useCustomerNotesLazyQuery({ fetchPolicy: "network-only" });
  return (
    <FacetSection
      title="Notes"
      button="Add note"
      field="relationship"
      what="The list of notes"
      value={relationship}
      empty="No notes yet."
      form={(close) => <NoteForm customerId={id} onClose={close} />}
    >
      {({ notes }) => (
        <Timeline page={notes} none="No notes yet." ask={(after) => ask({ variables: { id, after } })}>
          {({ text, createdAt, actor }) => (
            <>
              <p className="text">{text}</p>
              <span className="quiet">
                <Moment at={createdAt} by={actor} />
              </span>
            </>
          )}
        </Timeline>
      )}
    </FacetSection>
  );
};
