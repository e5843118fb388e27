#include "securepose/kinematics/angle_table.h"

namespace securepose::kinematics {

const AngleColumn* AngleTable::find(std::string_view name) const {
  for (const AngleColumn& column : columns)
    if (column.name == name) return &column;
  return nullptr;
}

}  // namespace securepose::kinematics
