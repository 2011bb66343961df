const scale = 2
const margin = 16
const titleHeight = 36
/** What a drawing takes from the page's style sheets; an image has none. */
const looks = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'opacity',
]

/** A drawn chart as a PNG, with its title, on the panel's colour. Rejects where the browser can't paint it. */
export async function chartImage(drawing: SVGSVGElement, title: string): Promise<Blob> {
  const { width, height } = drawing.getBoundingClientRect()
  const copy = drawing.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) throw new Error('A drawing was expected.')
  const copies = copy.querySelectorAll('*')
  drawing.querySelectorAll('*').forEach((element, index) => {
    const look = getComputedStyle(element)
    const target = copies[index]
    if (target instanceof SVGElement)
      for (const name of looks) target.style.setProperty(name, look.getPropertyValue(name))
  })
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  await image.decode()
  const sheet = document.createElement('canvas')
  sheet.width = (width + 2 * margin) * scale
  sheet.height = (height + titleHeight + 2 * margin) * scale
  const pen = sheet.getContext('2d')
  if (!pen) throw new Error('This browser can’t paint.')
  const ink = getComputedStyle(document.documentElement)
  pen.scale(scale, scale)
  pen.fillStyle = ink.getPropertyValue('--panel')
  pen.fillRect(0, 0, sheet.width, sheet.height)
  pen.fillStyle = ink.getPropertyValue('--ink')
  pen.font = `600 15px ${getComputedStyle(document.body).fontFamily}`
  pen.fillText(title, margin, margin + 15)
  pen.drawImage(image, margin, margin + titleHeight, width, height)
  const blob = await new Promise<Blob | null>((done) => sheet.toBlob(done, 'image/png'))
  if (!blob) throw new Error('This browser can’t make the picture.')
  return blob
}
