import { Panel, useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { IconButton } from "~/ui/IconButton";
import styles from "./MapControls.module.css";

export function MapControls(props: { onFit(): void }) {
  const { zoomIn, zoomOut } = useReactFlow();
  return (
    <Panel position="bottom-left" className={styles["controls"] ?? ""}>
      <IconButton name="Zoom in" icon={<Plus size={15} />} onClick={() => void zoomIn()} />
      <IconButton name="Zoom out" icon={<Minus size={15} />} onClick={() => void zoomOut()} />
      <IconButton name="Show all" icon={<Maximize size={14} />} onClick={props.onFit} />
    </Panel>
  );
}
