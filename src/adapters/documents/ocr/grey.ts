/** A picture in shades of grey: 0 is black, 255 white, row after row. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Shades of a picture of four bytes a pixel: red, green, blue, and how far it covers the white below. */
export function shadesOf(picture: { width: number; height: number; data: Uint8ClampedArray }): Grey {
  const { width, height, data } = picture;
  const pixels = new Uint8Array(width * height);
  for (let at = 0; at < pixels.length; at++) {
    const [red, green, blue] = [data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0];
    const cover = (data[at * 4 + 3] ?? 0) / 255;
    pixels[at] = (red * 0.3 + green * 0.59 + blue * 0.11) * cover + 255 * (1 - cover);
  }
  return { width, height, pixels };
}

/** The picture turned clockwise by quarters of a full turn. */
export function quarterTurned(grey: Grey, quarters: number): Grey {
  const { width, height, pixels } = grey;
  const turns = ((quarters % 4) + 4) % 4;
  if (turns === 0) return grey;
  const turned = new Uint8Array(pixels.length);
  if (turns === 2) {
    for (let at = 0; at < pixels.length; at++) turned[pixels.length - 1 - at] = pixels[at] ?? 0;
    return { width, height, pixels: turned };
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = turns === 1 ? x * height + (height - 1 - y) : (width - 1 - x) * height + y;
      turned[to] = pixels[y * width + x] ?? 0;
    }
  }
  return { width: height, height: width, pixels: turned };
}

/**
 * The picture scaled by `scale` and turned by `radians` about its middle, in one pass; what comes in from outside is
 * white. A positive angle turns clockwise. Where it shrinks, every pixel is the mean of those that it stands for.
 */
export function resampled(grey: Grey, scale: number, radians = 0): Grey {
  if (scale < 0.75) return resampled(shrunk(grey, scale), 1, radians);
  const { width, height, pixels } = grey;
  const toWidth = Math.max(1, Math.round(width * scale));
  const toHeight = Math.max(1, Math.round(height * scale));
  if (radians === 0 && toWidth === width && toHeight === height) return grey;
  const drawn = new Uint8Array(toWidth * toHeight).fill(255);
  const [cos, sin] = [Math.cos(radians) / scale, Math.sin(radians) / scale];
  for (let y = 0; y < toHeight; y++) {
    for (let x = 0; x < toWidth; x++) {
      const [dx, dy] = [x - (toWidth - 1) / 2, y - (toHeight - 1) / 2];
      const fx = (width - 1) / 2 + dx * cos + dy * sin;
      const fy = (height - 1) / 2 - dx * sin + dy * cos;
      const [left, top] = [Math.floor(fx), Math.floor(fy)];
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
      const at = top * width + left;
      const [right, down] = [fx - left, fy - top];
      const above = (pixels[at] ?? 255) * (1 - right) + (pixels[at + 1] ?? 255) * right;
      const below = (pixels[at + width] ?? 255) * (1 - right) + (pixels[at + width + 1] ?? 255) * right;
      drawn[y * toWidth + x] = above * (1 - down) + below * down;
    }
  }
  return { width: toWidth, height: toHeight, pixels: drawn };
}

function shrunk(grey: Grey, scale: number): Grey {
  const { width, height, pixels } = grey;
  const toWidth = Math.max(1, Math.round(width * scale));
  const toHeight = Math.max(1, Math.round(height * scale));
  const drawn = new Uint8Array(toWidth * toHeight);
  for (let y = 0; y < toHeight; y++) {
    const top = Math.floor((y * height) / toHeight);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / toHeight));
    for (let x = 0; x < toWidth; x++) {
      const left = Math.floor((x * width) / toWidth);
      const right = Math.max(left + 1, Math.floor(((x + 1) * width) / toWidth));
      let sum = 0;
      for (let row = top; row < bottom; row++)
        for (let at = row * width + left; at < row * width + right; at++) sum += pixels[at] ?? 0;
      drawn[y * toWidth + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return { width: toWidth, height: toHeight, pixels: drawn };
}
