import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { MapViewProps } from "./map-view.tsx";

/** The map, fetched when a page shows one: it is larger than all the rest of the pages together. */
export function LazyMap(props: MapViewProps) {
  const [View, setView] = useState<ComponentType<MapViewProps> | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    import("./map-view.tsx").then(
      (module) => setView(() => module.MapView),
      () => setFailed(true),
    );
  }, []);
  if (View) return <View {...props} />;
  return (
    <div class="app-map app-map--unable">
      <p class="govuk-body" role="status">
        {failed
          ? "The map could not be loaded. Everything it would show is in the list."
          : "Loading the map…"}
      </p>
    </div>
  );
}
