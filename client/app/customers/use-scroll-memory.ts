import { useLayoutEffect } from "react";
import { useLocation, useNavigationType } from "react-router";

const places = new Map<string, number>();

/** Restores the scroll position on back and forward. Any other navigation starts at the top. */
export const useScrollMemory = (): void => {
  const { key } = useLocation();
  const way = useNavigationType();

  useLayoutEffect(() => {
    const place = way === "POP" ? places.get(key) : undefined;
    if (place !== undefined) window.scrollTo({ top: place, behavior: "instant" });

    const note = () => places.set(key, window.scrollY);
    window.addEventListener("scroll", note, { passive: true });
    return () => window.removeEventListener("scroll", note);
  }, [key, way]);
};
