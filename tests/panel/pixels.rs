//! A picture of a screen, against what should stand on it.

use unicode_width::UnicodeWidthChar as _;

/// Pixels of a module as rqrr gets it: enough for it to find the corners.
const MODULE: usize = 4;

/// What a smoothed edge leaves in the next row of pixels, and nobody sees.
const FAINT: u8 = 64;

/// Cells from the left and from the top, and the pixels of one.
#[derive(Debug, Clone, Copy)]
pub struct Grid {
    pub count: (usize, usize),
    pub cell: (usize, usize),
}

pub struct Pixels {
    width: usize,
    bytes: Vec<[u8; 3]>,
}

impl Pixels {
    /// A portable pixmap (netpbm's ppm(5)) of one byte a colour, as `grim -t ppm` writes it.
    pub fn read_ppm(file: &[u8]) -> Self {
        let mut rest = file;
        let mut words = Vec::new();
        while words.len() < 4 {
            let end = rest.iter().position(u8::is_ascii_whitespace).unwrap();
            words.push(std::str::from_utf8(&rest[..end]).unwrap());
            rest = &rest[end + 1..];
        }
        assert_eq!((words[0], words[3]), ("P6", "255"));
        let width = words[1].parse().unwrap();
        let bytes: Vec<[u8; 3]> = rest.chunks_exact(3).map(|rgb| [rgb[0], rgb[1], rgb[2]]).collect();
        assert_eq!(bytes.len(), width * words[2].parse::<usize>().unwrap());
        Self { width, bytes }
    }

    pub fn size(&self) -> (usize, usize) {
        (self.width, self.bytes.len() / self.width)
    }

    /// What a phone reads from it. rqrr wants the modules, which are half cells, square, and gets each by its middle; a phone
    /// and zbarimg take them as they are.
    pub fn codes(&self, grid: &Grid) -> Vec<String> {
        let (across, down) = grid.cell;
        let light = |x: usize, y: usize| {
            let (column, half) = (x / MODULE, y / MODULE);
            let [red, green, blue] = self
                .at(column * across + across / 2, (half * 2 + 1) * down / 4)
                .map(u16::from);
            u8::try_from((red * 3 + green * 6 + blue) / 10).unwrap()
        };
        let (width, height) = (grid.count.0 * MODULE, grid.count.1 * 2 * MODULE);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, light);
        let found = image.detect_grids();
        found.iter().map(|code| code.decode().unwrap().1).collect()
    }

    /// Where it is not what should be there: ink in each cell with a character, none in a blank one, no Chinese
    /// character that reaches the line above or below, and the cells as many as they should be.
    pub fn unlike(&self, rows: &[String], grid: &Grid) -> Option<String> {
        if rows.len() != grid.count.1 {
            return Some(format!("{} rows", rows.len()));
        }
        // Older terminals begin at the corner, newer ones share what is left over.
        let left = |pixels: usize, count: usize, cell: usize| (pixels - count * cell) / 2;
        let (width, height) = self.size();
        let middle = (
            left(width, grid.count.0, grid.cell.0),
            left(height, grid.count.1, grid.cell.1),
        );
        let wrong = self.unlike_from((0, 0), rows, grid)?;
        if middle == (0, 0) {
            return Some(wrong);
        }
        let also = self.unlike_from(middle, rows, grid)?;
        Some(format!("{wrong}; from the middle: {also}"))
    }

    fn unlike_from(&self, corner: (usize, usize), rows: &[String], grid: &Grid) -> Option<String> {
        let (cell_width, cell_height) = grid.cell;
        for (y, row) in rows.iter().enumerate() {
            let mut x = 0;
            let blanks = std::iter::repeat(' ');
            for c in row.chars().chain(blanks) {
                if x >= grid.count.0 {
                    break;
                }
                let cells = c.width().unwrap_or(0);
                let (left, top) = (corner.0 + x * cell_width, corner.1 + y * cell_height);
                let inked = |y: usize, height: usize| self.ink((left, y), (cells * cell_width, height)) > 0;
                let is_reached = |y: usize| self.ink((left, y), (cells * cell_width, 1)) > FAINT;
                let is_block = ('\u{2580}'..='\u{259f}').contains(&c);
                if !is_block && inked(top, cell_height) == (c == ' ') {
                    return Some(format!("{c:?} in column {x} of row {y}"));
                }
                let is_chinese = ('\u{3400}'..='\u{9fff}').contains(&c);
                if is_chinese && (is_reached(top) || is_reached(top + cell_height - 1)) {
                    return Some(format!("{c:?} in column {x} of row {y} is cut"));
                }
                x += cells;
            }
        }
        None
    }

    /// How far the colours in it are from that of its corner, the farthest of them.
    fn ink(&self, (left, top): (usize, usize), (width, height): (usize, usize)) -> u8 {
        let ground = self.at(left, top);
        let far = |[red, green, blue]: [u8; 3]| {
            let [r, g, b] = ground;
            red.abs_diff(r).max(green.abs_diff(g)).max(blue.abs_diff(b))
        };
        let rows = top..top + height;
        let pixels = rows.flat_map(|y| (left..left + width).map(move |x| (x, y)));
        pixels.map(|(x, y)| far(self.at(x, y))).max().unwrap_or(0)
    }

    fn at(&self, x: usize, y: usize) -> [u8; 3] {
        self.bytes[y * self.width + x]
    }
}
