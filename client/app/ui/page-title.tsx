import { useEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";

const shown = { first: true, path: "" };

/** The heading and document title of a page. Takes focus after navigation. */
export const PageTitle = ({ title, hidden = false }: { title: string; hidden?: boolean }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const way = useNavigationType();

  useEffect(() => {
    if (!shown.first && shown.path !== pathname) {
      heading.current?.focus({ preventScroll: true });
      if (way !== "POP") window.scrollTo({ top: 0, behavior: "instant" });
    }
    shown.first = false;
    shown.path = pathname;
  }, [pathname, way]);

  return (
    <>
      <title>{`${title} – customer graph`}</title>
      <h1 ref={heading} tabIndex={-1} className={hidden ? "unseen" : undefined}>
        {title}
      </h1>
    </>
  );
};
