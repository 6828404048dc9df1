//! What each cell of the screen shows, and what it shall show.
//!
//! ratatui gives a backend only the cells that have changed, and none that a wide character covers. To erase to the end
//! of a row one must know that nothing stands there.

use ratatui::buffer::Cell;
use ratatui::buffer::CellWidth as _;
use ratatui::layout::Position;
use ratatui::layout::Size;
use ratatui::style::Color;

use super::ink::Ink;
use super::pen::Pen;
use super::pen::is_blank;

/// What `ESC [ K` takes.
const ERASE_BYTES: usize = 3;
/// Asks for a picture, and makes a character wide that is not. ratatui wipes the cell below it, which would wipe it.
const PICTURE: char = '\u{fe0f}';

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// Nobody knows what stands there.
    Unknown,
    /// By the wide character to its left.
    Covered,
    Drawn(Cell),
}

impl Place {
    const BLANK: Self = Self::Drawn(Cell::EMPTY);

    fn columns(&self) -> usize {
        match self {
            Self::Drawn(cell) => cell.cell_width().into(),
            Self::Covered | Self::Unknown => 1,
        }
    }

    /// The ground, where that is all there is to see.
    fn bare_ground(&self) -> Option<Color> {
        match self {
            Self::Drawn(cell) if is_blank(cell) && !Ink::of(cell).is_seen_on_blanks() => Some(cell.bg),
            Self::Drawn(_) | Self::Covered | Self::Unknown => None,
        }
    }
}

/// The rows of a screen.
#[derive(Debug)]
pub(super) struct Grid {
    size: Size,
    rows: Vec<Row>,
}

#[derive(Debug, Clone)]
struct Row {
    shown: Vec<Place>,
    wanted: Vec<Place>,
    is_touched: bool,
}

impl Grid {
    /// All blank, on the terminal's own ground.
    pub(super) fn blank(size: Size) -> Self {
        let places = vec![Place::BLANK; size.width.into()];
        let row = Row {
            shown: places.clone(),
            wanted: places,
            is_touched: false,
        };
        Self {
            size,
            rows: vec![row; size.height.into()],
        }
    }

    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// The terminal has another size than was thought: what shall be there is drawn with the next frame.
    pub(super) fn fit(&mut self, size: Size) {
        let blank = Self::blank(size);
        let before = std::mem::replace(self, blank);
        for (row, before) in self.rows.iter_mut().zip(before.rows) {
            for (place, before) in row.wanted.iter_mut().zip(before.wanted) {
                *place = before;
            }
            // Half of a character is none.
            if let Some(last) = row.wanted.last_mut()
                && last.columns() > 1
            {
                *last = Place::BLANK;
            }
        }
        self.forget_shown();
    }

    pub(super) fn has(&self, at: Position) -> bool {
        at.x < self.size.width && at.y < self.size.height
    }

    /// Whatever was shown may be gone: all of it is drawn with the next frame.
    pub(super) fn forget_shown(&mut self) {
        for row in &mut self.rows {
            row.shown.fill(Place::Unknown);
            row.is_touched = true;
        }
    }

    /// These cells, blank by other means than drawing.
    pub(super) fn blanked(&mut self, is_among: impl Fn(Position) -> bool) {
        for (y, row) in (0..).zip(&mut self.rows) {
            for x in (0..self.size.width).filter(|&x| is_among(Position::new(x, y))) {
                row.shown[usize::from(x)] = Place::BLANK;
                row.wanted[usize::from(x)] = Place::BLANK;
            }
        }
    }

    /// Nothing is known of what ratatui takes for shown.
    pub(super) fn forget(&mut self) {
        for row in &mut self.rows {
            row.shown.fill(Place::Unknown);
            row.wanted.fill(Place::Unknown);
        }
    }

    /// A cell shall be so. One outside of the screen is left out: the terminal would draw it on its edge.
    pub(super) fn want(&mut self, at: Position, cell: &Cell) {
        if self.has(at) {
            self.rows[usize::from(at.y)].want(at.x.into(), cell);
        }
    }

    /// Draws what is not yet so. `erases_grounds`: whether erasing leaves the ground that is set.
    pub(super) fn paint(&mut self, pen: &mut Pen, erases_grounds: bool) {
        for (y, row) in (0..).zip(&mut self.rows) {
            if std::mem::take(&mut row.is_touched) {
                row.paint(y, pen, erases_grounds);
            }
        }
    }
}

impl Row {
    fn want(&mut self, x: usize, cell: &Cell) {
        self.is_touched = true;
        if self.wanted[x] == Place::Covered
            && let Some(Place::Drawn(wide)) = x.checked_sub(1).map(|left| &mut self.wanted[left])
        {
            if wide.symbol().contains(PICTURE) {
                return;
            }
            // Half of it is gone.
            let ink = Ink::of(wide).on_blank();
            *wide = inked(" ", ink);
        }
        let end = x + self.wanted[x].columns();
        let cell = sound(cell, self.wanted.len() - x);
        let own_end = x + usize::from(cell.cell_width());
        // What a wide character covered was blank, and plain, as `Buffer::set_stringn` leaves it; had it become anything
        // else, ratatui would say so.
        for uncovered in end.min(own_end)..end {
            self.wanted[uncovered] = Place::BLANK;
        }
        for covered in x + 1..own_end {
            if let Place::Drawn(wide) = &self.wanted[covered] {
                let its_end = covered + usize::from(wide.cell_width());
                self.wanted[own_end.min(its_end)..its_end].fill(Place::BLANK);
            }
            self.wanted[covered] = Place::Covered;
        }
        self.wanted[x] = Place::Drawn(cell);
    }

    fn paint(&mut self, y: u16, pen: &mut Pen, erases_grounds: bool) {
        let columns = self.wanted.len();
        let mut x = 0;
        while x < columns {
            let end = x + self.wanted[x].columns();
            let Place::Drawn(cell) = &self.wanted[x] else {
                x = end;
                continue;
            };
            if self.shown[x..end] == self.wanted[x..end] {
                x = end;
                continue;
            }
            let at = Position::new(column(x), y);
            self.step_over(pen, at);
            let ground = self.wanted[x].bare_ground();
            let ground = ground.filter(|&ground| ground == Color::Reset || erases_grounds);
            if ground.is_none_or(|ground| !erase(&mut self.shown[x..], &self.wanted[x..], at, ground, pen)) {
                pen.draw(at, cell, column(columns));
                self.shown[x..end].clone_from_slice(&self.wanted[x..end]);
                x = end;
            }
        }
    }

    /// Draws what is already so once more, up to there, where that takes no more bytes than a move.
    fn step_over(&self, pen: &mut Pen, to: Position) {
        let Some(from) = pen.position().filter(|at| at.y == to.y && at.x < to.x) else {
            return;
        };
        let cost = Pen::cost_of_step(to.x - from.x);
        let (mut x, mut bytes) = (usize::from(from.x), 0);
        while x < to.x.into() {
            match &self.wanted[x] {
                Place::Drawn(cell) if pen.fits(cell) => bytes += cell.symbol().len(),
                Place::Drawn(_) | Place::Covered | Place::Unknown => return,
            }
            if bytes > cost {
                return;
            }
            x += self.wanted[x].columns();
        }
        let mut x = usize::from(from.x);
        while let Place::Drawn(cell) = &self.wanted[x]
            && x < to.x.into()
        {
            pen.draw(Position::new(column(x), to.y), cell, column(self.wanted.len()));
            x += self.wanted[x].columns();
        }
    }
}

/// Erases blanks from there on, where that is shorter than to write them. Both ends of the row begin there.
fn erase(shown: &mut [Place], wanted: &[Place], from: Position, ground: Color, pen: &mut Pen) -> bool {
    let blank = &wanted[0];
    let is_different: Vec<bool> = shown
        .iter()
        .zip(wanted)
        .map(|(shown, wanted)| shown != wanted)
        .collect();
    let run = wanted.iter().take_while(|place| *place == blank).count();
    let cells = is_different[..run]
        .iter()
        .rposition(|it| *it)
        .map_or(0, |last| last + 1);
    let step = if run == wanted.len() {
        0
    } else {
        Pen::cost_of_step(column(cells))
    };
    let mut pairs = wanted.iter().zip(&is_different);
    // Columns of a row are often blank between, too.
    let blanks = pairs
        .clone()
        .filter(|(wanted, is_different)| *wanted == blank && **is_different)
        .count();
    let spoils = pairs.any(|(wanted, is_different)| ![blank, &Place::Covered].contains(&wanted) && !is_different);
    if !spoils && blanks > ERASE_BYTES + step {
        pen.erase_row(from, ground);
        shown.fill(blank.clone());
        return true;
    }
    if cells > Pen::cost_of_step(column(cells)) + step {
        pen.erase(from, column(cells), ground);
        shown[..cells].fill(blank.clone());
        return true;
    }
    false
}

/// A cell as it can be drawn in `room` columns: blank where its text would move the cursor anywhere else than behind it,
/// and a blank without what nobody sees on it.
fn sound(cell: &Cell, room: usize) -> Cell {
    let symbol = cell.symbol();
    let is_drawable = !symbol.contains(char::is_control)
        && (1..=room).contains(&symbol.cell_width().into())
        && cell.cell_width() == symbol.cell_width();
    let ink = Ink::of(cell);
    if is_drawable && !is_blank(cell) {
        inked(symbol, ink)
    } else {
        inked(" ", ink.on_blank())
    }
}

fn inked(symbol: &str, ink: Ink) -> Cell {
    let mut cell = Cell::default();
    cell.set_symbol(symbol);
    (cell.fg, cell.bg, cell.modifier) = (ink.fg, ink.bg, ink.modifier);
    cell
}

/// No terminal has more columns than fit.
fn column(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}
