/** No side of a painted picture is longer, and no picture has more pixels: browsers give up somewhat past that. */
const most = { side: 16_000, pixels: 60_000_000 }

/** How many pixels stand for one of the canvas': two, for screens that are fine, or fewer where it would be too large. */
export function pictureScale({ width, height }: { width: number; height: number }): number {
  return Math.min(2, most.side / width, most.side / height, Math.sqrt(most.pixels / (width * height)))
}
