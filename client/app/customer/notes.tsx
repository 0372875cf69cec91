import { useCustomerNotesLazyQuery } from "../../react.ts";
import { NoteForm } from "../edit/note-form.tsx";
import { formatMoment } from "../ui/format.ts";
import { More } from "../ui/more.tsx";
import { useOnPage } from "./context.ts";
import { FacetSection } from "./facet-section.tsx";

/** What colleagues wrote down, the newest first. */
export const Notes = () => {
  const { id, relationship } = useOnPage().customer;
  const [ask] = useCustomerNotesLazyQuery({ fetchPolicy: "network-only" });
  return (
    <FacetSection
      title="Notes"
      button="Add note"
      field="relationship"
      what="What colleagues noted"
      value={relationship}
      empty="There are no notes."
      form={(close) => <NoteForm customerId={id} onClose={close} />}
    >
      {({ notes: { nodes, pageInfo } }) => (
        <>
          {nodes.length === 0 && <p className="empty">There are no notes yet.</p>}
          <ul className="timeline">
            {nodes.map(({ id, text, createdAt, createdBy }) => (
              <li key={id}>
                <p className="text">{text}</p>
                <span className="quiet">
                  <time dateTime={createdAt}>{formatMoment(createdAt)}</time>, by {createdBy}
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
