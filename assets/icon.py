"""Draws chiiki-navi.ico: a map pin on a field. Needs Pillow. Run in this folder: python3 icon.py"""
from PIL import Image, ImageDraw

SIZES = (16, 20, 24, 32, 48, 64, 256)
COLOURS = 24
FIELD, ROAD, PIN, HOLE = "#0b5c6b", "#7fd1c7", "#ffffff", "#e8743b"


def draw(size):
    big = 1024  # drawn large and reduced, so that edges are smooth
    image = Image.new("RGBA", (big, big))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((32, 32, big - 32, big - 32), 200, fill=FIELD)
    if size > 20:  # at 16 pixels the road is only dirt
        pen.ellipse((232, 780, 792, 900), fill=ROAD)
    pen.ellipse((252, 140, 772, 660), fill=PIN)
    pen.polygon(((284, 520), (740, 520), (512, 850)), fill=PIN)
    pen.ellipse((392, 280, 632, 520), fill=HOLE)
    image = image.resize((size, size), Image.LANCZOS)
    # Few steps between the colours are enough for smooth edges, and a third of the bytes; icons have to be RGBA.
    return image.quantize(COLOURS, Image.Quantize.FASTOCTREE).convert("RGBA")


images = [draw(size) for size in SIZES]
images[-1].save("chiiki-navi.ico", sizes=[(s, s) for s in SIZES], append_images=images[:-1])
