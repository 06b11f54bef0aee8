// The atlas's base map, drawn when the front end is built: land and borders of Natural Earth
// (public domain) in the Natural Earth projection, as the server projects its places.
// Source: Šavrič, Jenny, Patterson, Petrovič & Hurni 2011, a polynomial for the Natural Earth
// projection.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature, mesh } from "topojson-client";

const WIDTH = 1000;
const HEIGHT = 434;
const TOP = 253;
const SCALE = 182.79;
const SOUTHERNMOST = -60;

type Point = [number, number];
type Line = Point[];

function projected([longitude, latitude]: Point): string {
  const a = (longitude * Math.PI) / 180;
  const b = (latitude * Math.PI) / 180;
  const s = b * b;
  const q = s * s;
  const x = a * (0.8707 - 0.131979 * s + q * (-0.013791 + q * s * (0.003971 - 0.001529 * s)));
  const y = b * (1.007226 + s * (0.015085 + q * (-0.044475 + 0.028874 * s - 0.005916 * q)));
  return `${(WIDTH / 2 + SCALE * x).toFixed(1)} ${(TOP - SCALE * y).toFixed(1)}`;
}

/** A line across the 180th meridian, drawn whole at both edges of the map. */
function unwrapped(line: Line): Line[] {
  let turns = 0;
  const whole = line.map(([longitude, latitude], at): Point => {
    const before = line[at - 1]?.[0] ?? longitude;
    turns += longitude - before > 180 ? -1 : longitude - before < -180 ? 1 : 0;
    return [longitude + 360 * turns, latitude];
  });
  const side = Math.sign(whole.reduce((sum, [longitude], at) => sum + longitude - line[at]![0], 0));
  const shifted = whole.map(([longitude, latitude]): Point => [longitude - 360 * side, latitude]);
  return side === 0 ? [whole] : [whole, shifted];
}

function path(lines: Line[], closed: boolean): string {
  return lines
    .filter((line) => line.some(([, latitude]) => latitude > SOUTHERNMOST))
    .flatMap(unwrapped)
    .map((line) => `M${line.map(projected).join("L")}${closed ? "Z" : ""}`)
    .join("");
}

export function world(): string {
  const file = createRequire(import.meta.url).resolve("world-atlas/countries-110m.json");
  const topology = JSON.parse(readFileSync(file, "utf8"));
  const land = feature(topology, topology.objects.land) as { features?: unknown[] } & Record<string, any>;
  const shapes: any[] = land.features ?? [land];
  const rings: Line[] = shapes.flatMap((one: any) =>
    one.geometry.type === "Polygon" ? one.geometry.coordinates : one.geometry.coordinates.flat(),
  );
  const borders = mesh(topology, topology.objects.countries, (a: unknown, b: unknown) => a !== b);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}">
<path fill="#b9b39f" fill-opacity=".45" d="${path(rings, true)}"/>
<path fill="none" stroke="#8d8672" stroke-opacity=".5" stroke-width=".6" d="${path(borders.coordinates as Line[], false)}"/>
</svg>
`;
}
