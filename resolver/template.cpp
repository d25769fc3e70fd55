// Copyright (c) 2026 The Slipway Authors
// SPDX-License-Identifier: Apache-2.0

#include "resolver/template.h"

namespace slipway {

namespace {

Value expandPiece(const Catalogue& catalogue, const catalogue::Piece& piece,
                  PlaceholderSource& source, Arena& arena, std::string_view& absent) {
    const std::string_view text = catalogue.text(piece.text);
    if (piece.kind == PieceKind::kLiteral) return text;
    if (const Value value = source.placeholder(piece.kind, text)) return value;
    if (piece.hasFallback) return expandTemplate(catalogue, piece.fallback, source, arena, absent);
    absent = arena.join({pieceName(piece.kind), text});
    return std::nullopt;
}

}  // namespace

std::optional<std::string_view> expandTemplate(const Catalogue& catalogue, catalogue::Template text,
                                               PlaceholderSource& source, Arena& arena,
                                               std::string_view& absent) {
    const auto pieces = catalogue.list(text);
    if (pieces.empty()) return "";
    if (pieces.size() == 1) return expandPiece(catalogue, pieces[0], source, arena, absent);
    ArenaVector<std::string_view> values(arena);
    values.reserve(pieces.size());
    for (const catalogue::Piece& piece : pieces) {
        const Value value = expandPiece(catalogue, piece, source, arena, absent);
        if (!value) return std::nullopt;
        values.push(*value);
    }
    return arena.join(values.span(), {});
}

}  // namespace slipway
